using System.Globalization;
using TrainApp.Gui.Setup;
using TrainApp.Gui.Steps;

namespace TrainApp.Gui.Pages;

/// <summary>What is chosen in a step, in a few words.</summary>
internal static class StepValues
{
    public static string Word(RunState state) => state.ToString().ToLowerInvariant();

    public static SetupStep StepOf(string id) => id switch
    {
        StepNumbers.Project => SetupStep.Project,
        StepNumbers.Splits => SetupStep.Splits,
        StepNumbers.Classes => SetupStep.Classes,
        StepNumbers.Tags => SetupStep.Tags,
        StepNumbers.Model => SetupStep.Model,
        StepNumbers.Hyperparameters => SetupStep.Hyperparameters,
        _ => SetupStep.Train,
    };

    public static string TitleOf(string id) => char.ToUpperInvariant(id[0]) + id[1..];

    public static string Of(SetupStep step, RunSetup setup)
    {
        var (request, resolved) = (setup.Request, setup.Resolved);
        return step switch
        {
            SetupStep.Project => resolved?.Project.Name ?? Path.GetFileName(request.Project ?? ""),
            SetupStep.Splits => resolved?.Split.ToString() ?? request.Split ?? "",
            SetupStep.Classes => (resolved?.Classes ?? request.Classes) is { } classes ? string.Create(CultureInfo.InvariantCulture, $"{classes.Count} chosen") : "",
            SetupStep.Tags => (resolved?.Tags ?? request.Tags) is { } tags ? string.Create(CultureInfo.InvariantCulture, $"{tags.Count} chosen") : "",
            SetupStep.Model => resolved?.Model.Name ?? request.Model ?? "",
            SetupStep.Hyperparameters => request.HyperparametersText is null && request.Set is null ? "defaults" : "changed",
            _ => string.Join(", ", resolved?.Devices ?? request.Device ?? []),
        };
    }
}
