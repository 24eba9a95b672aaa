using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Runs;
using TrainApp.Versions;

namespace TrainApp.Workers;

/// <summary>
/// The project that a run takes its data from: the user's, of which a version is kept, or an earlier version, restored. Which version it was
/// stays in the run's folder, for whoever finalizes the run again.
/// </summary>
internal static class RunProject
{
    /// <exception cref="ProjectException">The project cannot be read, or the version cannot be restored.</exception>
    public static async Task<Project> OpenAsync(AppDescription app, RunFolder folder, RunRecord run, ImageCache cache, TimeProvider time, CancellationToken cancellationToken)
    {
        var versions = new VersionFolder(Workspace.OfRun(folder.Directory), run.ProjectId);
        if (folder.ReadRequest().ProjectVersion is { } number)
        {
            var (restored, version) = await new VersionRestore(versions, cache).OpenAsync(number, run.ProjectDirectory, cancellationToken);
            version.Write(folder.ProjectVersionFile);
            return restored;
        }

        var project = Project.Open(run.ProjectDirectory);
        if (!File.Exists(folder.ProjectVersionFile))
            new VersionSnapshot(project, versions, cache.Hashes, time, cancellationToken).Take(app.Options.VersionImages).Write(folder.ProjectVersionFile);
        return project;
    }
}
