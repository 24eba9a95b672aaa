namespace TrainApp;

/// <summary>A folder is no image project, or its data cannot be read or prepared.</summary>
public sealed class ProjectException : Exception
{
    /// <summary>Makes the exception; its message is the sentence followed by the hint.</summary>
    /// <param name="message">What was found, what was expected.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="hint">What to do.</param>
    /// <param name="innerException">The cause.</param>
    public ProjectException(string message, string path, string? hint = null, Exception? innerException = null)
        : base(hint is null ? message : $"{message} {hint}", innerException)
    {
        Path = path;
        Hint = hint;
    }

    /// <summary>The file or folder that is meant.</summary>
    public string Path { get; }

    /// <summary>What to do about it, when that is more than the message says.</summary>
    public string? Hint { get; }
}
