using System.Globalization;
using TrainApp.Files;

namespace TrainApp.Runs;

/// <summary>
/// One run per device and workspace: a worker holds the locks of its devices as long as it lives. A run that shares its
/// devices holds locks of its own beside, so that a run that wants a device for itself sees it.
/// </summary>
internal sealed class DeviceLocks : IDisposable
{
    private readonly List<FileLock> _held = [];

    /// <summary>The run that works on one of the devices, if any.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="devices">The devices.</param>
    /// <param name="sweeps">Whether locks that dead workers have left are deleted: only within the start gate, where nobody takes one.</param>
    /// <returns>The device and the run's number (0 if the number cannot be read).</returns>
    public static (string Device, int Run)? FindHolder(Workspace workspace, IEnumerable<string> devices, bool sweeps = false)
    {
        foreach (var device in devices)
        {
            if (FileLock.IsHeld(LockOf(workspace, device))) return (device, ReadOwner(workspace, device));
            foreach (var (path, run) in Shared(workspace, device))
            {
                if (FileLock.IsHeld(path)) return (device, run);
                if (sweeps) File.Delete(path);
            }
        }

        return null;
    }

    /// <summary>Takes the locks; null when one of them is held.</summary>
    public static DeviceLocks? TryTake(Workspace workspace, IEnumerable<string> devices, int run)
    {
        var locks = new DeviceLocks();
        foreach (var device in devices.Order(StringComparer.Ordinal))
        {
            if (!locks.TryAdd(LockOf(workspace, device))) return null;
            AtomicFile.WriteText(OwnerOf(workspace, device), run.ToString(CultureInfo.InvariantCulture));
        }

        return locks;
    }

    /// <summary>Makes known that a run works on devices that it shares with others; null while somebody looks at its lock.</summary>
    public static DeviceLocks? TryShare(Workspace workspace, IEnumerable<string> devices, int run)
    {
        var locks = new DeviceLocks();
        return devices.All(device => locks.TryAdd(SharedOf(workspace, device, run))) ? locks : null;
    }

    public void Dispose()
    {
        foreach (var held in _held) held.Dispose();
        _held.Clear();
    }

    private bool TryAdd(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (FileLock.TryTake(path) is not { } taken)
        {
            Dispose();
            return false;
        }

        _held.Add(taken);
        return true;
    }

    private static int ReadOwner(Workspace workspace, string device)
    {
        try
        {
            return int.Parse(File.ReadAllText(OwnerOf(workspace, device)), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return 0;
        }
    }

    private static IEnumerable<(string Path, int Run)> Shared(Workspace workspace, string device)
    {
        var start = $"device-{Safe(device)}.run-";
        if (!Directory.Exists(workspace.Locks)) yield break;
        foreach (var path in Directory.EnumerateFiles(workspace.Locks, start + "*.lock"))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var run))
                yield return (path, run);
        }
    }

    private static string LockOf(Workspace workspace, string device) => Path.Combine(workspace.Locks, $"device-{Safe(device)}.lock");

    private static string OwnerOf(Workspace workspace, string device) => Path.Combine(workspace.Locks, $"device-{Safe(device)}.run");

    private static string SharedOf(Workspace workspace, string device, int run) =>
        Path.Combine(workspace.Locks, string.Create(CultureInfo.InvariantCulture, $"device-{Safe(device)}.run-{run}.lock"));

    private static string Safe(string device) => device.Replace(':', '-');
}
