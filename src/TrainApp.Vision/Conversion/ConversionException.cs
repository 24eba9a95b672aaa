namespace TrainApp;

/// <summary>A file of another format is damaged, or a conversion cannot write where it should.</summary>
public sealed class ConversionException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was found and what was expected, with the place in the file.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="line">Line in the file, from 1, where known.</param>
    /// <param name="hint">What to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public ConversionException(string message, string path, int? line = null, string? hint = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
        Line = line;
        Hint = hint;
    }

    /// <summary>The file or folder that is meant.</summary>
    public string Path { get; }

    /// <summary>Line in the file, from 1, where known.</summary>
    public int? Line { get; }

    /// <summary>What to do about it, when that is more than the message says.</summary>
    public string? Hint { get; }
}
