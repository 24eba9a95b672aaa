using TrainApp.Formats;

namespace TrainApp;

/// <summary>A mistake in a request, as the command line says it.</summary>
/// <param name="Code">The id of the diagnostic, <c>TRAINnnn</c>.</param>
/// <param name="Message">One sentence: what was found, what was expected.</param>
/// <param name="File">The file, where it stands in one.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its column, from 1.</param>
/// <param name="Hint">What to do, when that is more than the sentence says.</param>
public sealed record RequestProblem(string Code, string Message, string? File = null, int? Line = null, int? Column = null, string? Hint = null)
{
    internal static RequestProblem Of(Problem problem) => new(problem.Id, problem.Message, problem.File, problem.Place?.Line, problem.Place?.Column, problem.Hint);
}
