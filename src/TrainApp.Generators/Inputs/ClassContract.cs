namespace TrainApp.Generators.Inputs;

/// <summary>What a class with a job must be.</summary>
/// <param name="Attribute">The attribute that gives it the job, without its suffix.</param>
/// <param name="Base">The class that it derives from, or the interface that it implements.</param>
/// <param name="IsInterface">Which of the two.</param>
/// <param name="Parameter">The one parameter of the constructor that the wiring calls.</param>
/// <param name="MayTakeNothing">Whether a constructor without parameters will do.</param>
internal sealed record ClassContract(string Attribute, string Base, bool IsInterface, string Parameter, bool MayTakeNothing)
{
    public static ClassContract Inference { get; } = new("Inference", "InferenceModel", IsInterface: false, "InferenceContext", MayTakeNothing: false);

    public static ClassContract TrainLogger { get; } = new("TrainLogger", "ITrainLogger", IsInterface: true, "TrainSession", MayTakeNothing: true);

    public string NotOfBase => IsInterface ? $"must implement {Base}" : $"must derive from {Base}";

    public string NoConstructor => MayTakeNothing
        ? $"must have a constructor without parameters, or one that takes a {Parameter}"
        : $"must have a constructor that takes an {Parameter}";
}
