using TrainApp.Formats;

namespace TrainApp.Reports;

/// <summary>The document that an error is.</summary>
internal sealed record ErrorDocument(ErrorReport Error);

/// <summary>One error, and the rest when there are several.</summary>
internal sealed record ErrorReport
{
    public required string Code { get; init; }

    public required string Message { get; init; }

    public string? File { get; init; }

    public int? Line { get; init; }

    public int? Column { get; init; }

    public string? Hint { get; init; }

    public IReadOnlyList<ErrorReport>? Errors { get; init; }

    /// <summary>One problem.</summary>
    public static ErrorReport Of(Problem problem) => new()
    {
        Code = problem.Id,
        Message = problem.Message,
        File = problem.File,
        Line = problem.Place?.Line,
        Column = problem.Place?.Column,
        Hint = problem.Hint,
    };

    /// <summary>The errors among some problems: the first, which holds the others; null when there is none.</summary>
    public static ErrorReport? OfErrors(IEnumerable<Problem> problems)
    {
        List<ErrorReport> errors = [.. problems.Where(problem => problem.Severity == Severity.Error).Select(Of)];
        return errors.Count switch { 0 => null, 1 => errors[0], _ => errors[0] with { Errors = errors[1..] } };
    }
}
