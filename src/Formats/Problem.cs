namespace TrainApp.Formats;

/// <summary>How bad a <see cref="Problem"/> is.</summary>
internal enum Severity
{
    Warning,
    Error,
}

/// <summary>A stretch of text, in UTF-16 units; lines and columns count from 1, the end is exclusive.</summary>
internal readonly record struct Place(int Start, int Length, int Line, int Column, int EndLine, int EndColumn);

/// <summary>
/// A mistake in a file or value: the same record becomes a compiler diagnostic, a line of the command line and a
/// field of JSON, so that all of them say one sentence at one place.
/// </summary>
/// <param name="Id">The diagnostic's id, <c>TRAINnnn</c>.</param>
/// <param name="Severity">Whether it prevents anything.</param>
/// <param name="Message">One sentence: what was found, what was expected.</param>
/// <param name="File">The file, or null for a value that came from none.</param>
/// <param name="Place">The place in the file.</param>
/// <param name="Hint">What to do, when that is more than the sentence says.</param>
internal sealed record Problem(string Id, Severity Severity, string Message, string? File = null, Place? Place = null, string? Hint = null);
