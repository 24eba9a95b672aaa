using TrainApp.Formats;

namespace TrainApp;

/// <summary>Something broken or doubtful in a project. What is broken is left out of the lists, but never without this.</summary>
/// <param name="Id">The diagnostic's id, <c>TRAIN5nn</c>; problems of one kind share it.</param>
/// <param name="IsError">True when the item is left out; false when it is used all the same.</param>
/// <param name="Message">One sentence: what was found, what was expected.</param>
/// <param name="Path">The file or folder.</param>
/// <param name="Line">Line in the file, from 1, where known.</param>
public sealed record ProjectProblem(string Id, bool IsError, string Message, string Path, int? Line = null)
{
    /// <summary>The file that should be there, when its absence is the problem.</summary>
    public string? MissingPath { get; init; }

    internal Problem ToProblem() => new(
        Id,
        IsError ? Severity.Error : Severity.Warning,
        Message,
        Path,
        Line is { } line ? new Place(0, 0, line, 1, line, 1) : null);
}
