using TrainApp.Files;

namespace TrainApp.Runs;

/// <summary>
/// The door through which starts go one at a time: whoever holds it looks at the devices, makes a run and waits until the
/// run's worker holds its devices itself. So of two starts at once one becomes a run and the other is refused.
/// </summary>
internal static class StartGate
{
    public static string PathOf(Workspace workspace) => Path.Combine(workspace.Locks, "start.lock");

    public static Task<FileLock> EnterAsync(Workspace workspace, CancellationToken cancellationToken) =>
        FileLock.TakeAsync(PathOf(workspace), cancellationToken);
}
