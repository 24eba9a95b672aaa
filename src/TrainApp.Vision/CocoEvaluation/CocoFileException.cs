namespace TrainApp;

/// <summary>A file of annotations or results is damaged, or the two do not belong together.</summary>
/// <param name="message">What was found, what was expected.</param>
/// <param name="path">The file.</param>
/// <param name="line">Line of the place, from 1.</param>
/// <param name="column">Column of the place, from 1, in bytes.</param>
/// <param name="innerException">The cause.</param>
public sealed class CocoFileException(string message, string path, int? line = null, int? column = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Line of the place, from 1; null where it is the file as a whole.</summary>
    public int? Line { get; } = line;

    /// <summary>Column of the place, from 1, in bytes.</summary>
    public int? Column { get; } = column;
}
