using TrainApp.Formats;
using TrainApp.Requests;

namespace TrainApp.Gui.Setup;

/// <summary>What a check of a request found.</summary>
/// <param name="Version">The version of the request that was checked.</param>
/// <param name="Problems">Every mistake and doubt, with the step that it belongs to.</param>
/// <param name="Notes">What was decided where the request left it open.</param>
/// <param name="Accepted">The request with every default resolved; null when something is wrong.</param>
internal sealed record SetupVerdict(int Version, IReadOnlyList<StepProblem> Problems, IReadOnlyList<string> Notes, CheckedRequest? Accepted)
{
    /// <summary>Before the first check.</summary>
    public static SetupVerdict None { get; } = new(-1, [], [], null);

    public bool HasErrors => Problems.Any(found => found.IsError);

    /// <summary>The same with what is wrong with the hyperparameters now, which is known at once and needs no other check.</summary>
    public SetupVerdict WithTuning(IReadOnlyList<Problem> problems) => this with
    {
        Problems = [.. Problems.Where(found => !StepProblem.IsOfTuning(found.Problem)), .. problems.Select(problem => new StepProblem(SetupStep.Hyperparameters, problem))],
        Accepted = problems.Any(problem => problem.Severity == Severity.Error) ? null : Accepted,
    };

    /// <summary>The problems of one step.</summary>
    public IEnumerable<StepProblem> Of(SetupStep step) => Problems.Where(found => found.Step == step);
}

/// <summary>A problem, and the step in which it is repaired.</summary>
public sealed class StepProblem
{
    internal StepProblem(SetupStep step, Problem problem)
    {
        Step = step;
        Problem = problem;
    }

    internal SetupStep Step { get; }

    internal Problem Problem { get; }

    /// <summary>Whether a problem is one of the hyperparameters' text.</summary>
    internal static bool IsOfTuning(Problem problem) => problem.Id.StartsWith("TRAIN0", StringComparison.Ordinal);

    internal bool IsError => Problem.Severity == Severity.Error;
}
