using TrainApp.Generators.Contract;

namespace TrainApp.Generators.Inputs;

/// <summary>A method that an attribute gives a job in the app.</summary>
/// <param name="Mark">The job.</param>
/// <param name="Owner">Its class, with <c>global::</c>.</param>
/// <param name="Name">Its name, as code writes it.</param>
/// <param name="Arguments">What it is called with, as code of the wiring.</param>
/// <param name="IsTask">Whether it returns a task.</param>
/// <param name="ReturnsFileInfo">Whether its result is a <see cref="System.IO.FileInfo"/>.</param>
/// <param name="IsCallable">Whether its signature is valid; a rule on C# reports the one that is not.</param>
internal sealed record MarkedMethod(AppMark Mark, string Owner, string Name, string Arguments, bool IsTask, bool ReturnsFileInfo, bool IsCallable)
{
    /// <summary>What the wiring hands to a parameter.</summary>
    public static string Argument(ParameterRole role) => role switch
    {
        ParameterRole.Session => "train",
        ParameterRole.Hyperparameters => "train.BoundHyperparameters<Hyperparameters>()",
        ParameterRole.Experiment => "experiment",
        ParameterRole.Directory => "directory",
        _ => "stop",
    };
}
