using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Projects;

namespace TrainApp.Requests;

/// <summary>The project that a request means, opened.</summary>
internal static class ProjectChoice
{
    /// <returns>Null when there is no such project, or it cannot be read.</returns>
    public static async Task<Project?> OpenAsync(AppDescription app, Workspace workspace, string? given, RequestProblems problems, CancellationToken cancellationToken)
    {
        try
        {
            var directory = await ProjectLocator.LocateAsync(app, workspace, given, cancellationToken);
            var project = Project.Open(directory);
            problems.Add(project.Problems.Select(problem => problem.ToProblem() with { Severity = StopsRun(problem) ? Severity.Error : Severity.Warning }));
            return project;
        }
        catch (ProjectException e)
        {
            problems.Add([new Problem(ProblemIds.ProjectUnusable, Severity.Error, Sentence(e), e.Path.Length > 0 ? e.Path : null, Hint: e.Hint)]);
            return null;
        }
    }

    /// <summary>What is broken is left out, and the rest is trained on; without classes or images there is no rest.</summary>
    private static bool StopsRun(ProjectProblem problem) => problem.Id is ProblemIds.MetaUnreadable or ProblemIds.NoImages;

    // The exception's message ends with its hint, which has a field of its own here.
    private static string Sentence(ProjectException e) => e.Hint is { } hint && e.Message.EndsWith(" " + hint, StringComparison.Ordinal) ? e.Message[..^(hint.Length + 1)] : e.Message;
}
