using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using TrainApp.Control;
using TrainApp.Formats;
using TrainApp.Reports;

namespace TrainApp.Gui.Api;

/// <summary>An error as <c>application/problem+json</c>: the fields of the command line's <c>error</c> in the frame of RFC 9457.</summary>
internal sealed record ApiProblem
{
    public const string ContentType = "application/problem+json";

    public string Type { get; init; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public string? File { get; init; }

    public int? Line { get; init; }

    public int? Column { get; init; }

    public string? Hint { get; init; }

    /// <summary>Every error, the first one included, where there are several.</summary>
    public IReadOnlyList<ErrorReport>? Errors { get; init; }

    /// <summary>The answer to something that was refused.</summary>
    public static IResult Of(RefusedException refused) => Of(
        refused.Kind switch
        {
            Refusal.UnknownRun => StatusCodes.Status404NotFound,
            Refusal.WrongRequest => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status409Conflict,
        },
        refused.Problems);

    /// <summary>The answer with one error.</summary>
    public static IResult Of(int status, string code, string message, string? hint = null) => Of(status, [new Problem(code, Severity.Error, message, Hint: hint)]);

    /// <summary>The answer with every error among some problems.</summary>
    public static IResult Of(int status, IReadOnlyList<Problem> problems)
    {
        List<ErrorReport> errors = [.. problems.Where(problem => problem.Severity == Severity.Error).Select(ErrorReport.Of)];
        var problem = new ApiProblem
        {
            Title = ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Code = errors[0].Code,
            Message = errors[0].Message,
            File = errors[0].File,
            Line = errors[0].Line,
            Column = errors[0].Column,
            Hint = errors[0].Hint,
            Errors = errors.Count > 1 ? errors : null,
        };
        return Results.Json(problem, ApiJson.Sparse.ApiProblem, ContentType, status);
    }
}
