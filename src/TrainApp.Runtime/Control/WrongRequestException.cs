namespace TrainApp;

/// <summary>A request is wrong: nothing was started. The message holds every mistake.</summary>
/// <param name="problems">The mistakes.</param>
public sealed class WrongRequestException(IReadOnlyList<RequestProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => $"{problem.Code}: {problem.Message}{(problem.Hint is null ? "" : " " + problem.Hint)}")))
{
    /// <summary>Every mistake, with its place where it has one.</summary>
    public IReadOnlyList<RequestProblem> Problems { get; } = problems;
}
