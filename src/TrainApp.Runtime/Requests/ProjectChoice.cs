using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Requests;

/// <summary>The project that a request means, opened.</summary>
internal static class ProjectChoice
{
    /// <returns>Null when there is no such project or version, or it cannot be read.</returns>
    public static async Task<ChosenProject?> OpenAsync(
        AppDescription app, Workspace workspace, TrainRequest request, Func<string, ProjectReading>? open, RequestProblems problems, CancellationToken cancellationToken)
    {
        var chosen = request.ProjectVersion is { } number
            ? await VersionChoice.RestoreAsync(app, workspace, request.Project, number, problems, cancellationToken)
            : await OpenAsItIsAsync(app, workspace, request.Project, open, problems, cancellationToken);
        if (chosen is not null) problems.Add(chosen.Project.Problems.Select(problem => problem.ToProblem() with { Severity = StopsRun(problem) ? Severity.Error : Severity.Warning }));
        return chosen;
    }

    private static async Task<ChosenProject?> OpenAsItIsAsync(
        AppDescription app, Workspace workspace, string? given, Func<string, ProjectReading>? open, RequestProblems problems, CancellationToken cancellationToken)
    {
        try
        {
            var directory = await ProjectLocator.LocateAsync(app, workspace, given, cancellationToken);
            var reading = open?.Invoke(directory);
            var project = reading?.Project ?? Project.Open(directory);
            return new(project, project.Directory, null, reading);
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
    public static string Sentence(ProjectException e) => e.Hint is { } hint && e.Message.EndsWith(" " + hint, StringComparison.Ordinal) ? e.Message[..^(hint.Length + 1)] : e.Message;
}

/// <summary>A project that a request means.</summary>
/// <param name="Project">The project, or a restored version of it.</param>
/// <param name="Directory">The user's folder.</param>
/// <param name="Id">Its number in the workspace, as far as it is known.</param>
/// <param name="Reading">What others have read of it already; null where it was opened anew.</param>
internal sealed record ChosenProject(Project Project, string Directory, long? Id, ProjectReading? Reading = null);
