namespace TrainApp.Vision.Inference;

/// <summary>How long the steps of a prediction took.</summary>
/// <param name="Preprocess">Images to the network's input.</param>
/// <param name="Forward">The network.</param>
/// <param name="Postprocess">The network's output to predictions.</param>
internal readonly record struct StepTimes(TimeSpan Preprocess, TimeSpan Forward, TimeSpan Postprocess)
{
    public TimeSpan All => Preprocess + Forward + Postprocess;
}
