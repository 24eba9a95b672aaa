namespace TrainApp.Vision.Benchmarking;

/// <summary>Predictions cannot be compared with the truth: something is missing, damaged or does not fit.</summary>
/// <param name="message">What was found, what was expected.</param>
/// <param name="file">The file in which it was found, if it is one.</param>
/// <param name="hint">What to do.</param>
internal sealed class BenchmarkException(string message, string? file = null, string? hint = null) : Exception(message)
{
    public string? File { get; } = file;

    public string? Hint { get; } = hint;
}
