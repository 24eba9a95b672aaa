namespace TrainApp.ModelStore;

/// <summary>A file of a model cannot be had.</summary>
/// <param name="message">Model, file, place and cause, in one sentence.</param>
/// <param name="nextStep">What to do.</param>
internal sealed class ModelFileException(string message, string nextStep) : Exception(message)
{
    public string NextStep { get; } = nextStep;
}
