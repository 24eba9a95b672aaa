namespace TrainApp;

/// <summary>An exported model does not compute what the original does.</summary>
/// <param name="output">Name of the output that differs.</param>
/// <param name="message">What differs, and where.</param>
public sealed class OnnxMismatchException(string output, string message) : Exception(message)
{
    /// <summary>Name of the output that differs.</summary>
    public string Output { get; } = output;
}
