namespace TrainApp;

/// <summary>A TensorRT engine was not built. The message says why, and what to do.</summary>
/// <param name="message">The message.</param>
/// <param name="lastLines">The last lines that the tool wrote.</param>
public sealed class TensorRtException(string message, IReadOnlyList<string> lastLines) : Exception(message)
{
    /// <summary>The last lines that the tool wrote; none when it never ran.</summary>
    public IReadOnlyList<string> LastLines { get; } = lastLines;
}
