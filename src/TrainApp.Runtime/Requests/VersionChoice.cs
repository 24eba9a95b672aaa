using System.Globalization;
using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Projects;
using TrainApp.Versions;

namespace TrainApp.Requests;

/// <summary>The version of a project that a request means, restored.</summary>
internal static class VersionChoice
{
    /// <returns>Null when there is no such version, or a part of it is not there any more.</returns>
    public static async Task<ChosenProject?> RestoreAsync(
        AppDescription app, Workspace workspace, string? given, int number, RequestProblems problems, CancellationToken cancellationToken)
    {
        try
        {
            var directory = await ProjectLocator.LocateAsync(app, workspace, given, cancellationToken);
            var entry = Find(workspace, directory, cancellationToken);
            var folder = new VersionFolder(workspace, entry.Id);
            var known = folder.Numbers();
            if (!known.Contains(number))
            {
                var kept = known.Count == 0 ? "It has none: the first is kept when a run is started." : $"It has: {string.Join(", ", known.Select(n => n.ToString(CultureInfo.InvariantCulture)))}.";
                problems.Error(ProblemIds.VersionUnknown, string.Create(CultureInfo.InvariantCulture, $"The project '{entry.Name}' has no version {number}. {kept}"));
                return null;
            }

            using var cache = ImageCache.Open(workspace);
            var (project, _) = await new VersionRestore(folder, cache).OpenAsync(number, entry.Path, cancellationToken);
            cache.Save();
            return new(project, entry.Path, entry.Id);
        }
        catch (ProjectException e)
        {
            problems.Add([new Problem(ProblemIds.VersionIncomplete, Severity.Error, ProjectChoice.Sentence(e), e.Path.Length > 0 ? e.Path : null, Hint: e.Hint)]);
            return null;
        }
    }

    /// <summary>By its place, where the folder need not exist any more; else by its content.</summary>
    private static RegisteredProject Find(Workspace workspace, string directory, CancellationToken cancellationToken)
    {
        var registry = new ProjectRegistry(workspace.Root);
        if (registry.FindAt(directory) is { } known) return known;
        var project = Project.Open(directory);
        return registry.Register(project, ProjectFingerprint.Compute(project, cancellationToken), cancellationToken);
    }
}
