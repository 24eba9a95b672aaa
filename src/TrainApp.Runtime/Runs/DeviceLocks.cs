using System.Globalization;
using TrainApp.Files;

namespace TrainApp.Runs;

/// <summary>One run per device and workspace: a worker holds the locks of its devices as long as it lives.</summary>
internal sealed class DeviceLocks : IDisposable
{
    private readonly List<FileLock> _held = [];

    /// <summary>The run that holds one of the devices, if any.</summary>
    /// <returns>The device and the run's number (0 if the number cannot be read).</returns>
    public static (string Device, int Run)? FindHolder(Workspace workspace, IEnumerable<string> devices)
    {
        foreach (var device in devices)
        {
            if (FileLock.IsHeld(LockOf(workspace, device))) return (device, ReadOwner(workspace, device));
        }

        return null;
    }

    /// <summary>Takes the locks; null when one of them is held.</summary>
    public static DeviceLocks? TryTake(Workspace workspace, IEnumerable<string> devices, int run)
    {
        Directory.CreateDirectory(workspace.Locks);
        var locks = new DeviceLocks();
        foreach (var device in devices.Order(StringComparer.Ordinal))
        {
            if (FileLock.TryTake(LockOf(workspace, device)) is not { } taken)
            {
                locks.Dispose();
                return null;
            }

            locks._held.Add(taken);
            AtomicFile.WriteText(OwnerOf(workspace, device), run.ToString(CultureInfo.InvariantCulture));
        }

        return locks;
    }

    public void Dispose()
    {
        foreach (var held in _held) held.Dispose();
        _held.Clear();
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

    private static string LockOf(Workspace workspace, string device) => Path.Combine(workspace.Locks, $"device-{Safe(device)}.lock");

    private static string OwnerOf(Workspace workspace, string device) => Path.Combine(workspace.Locks, $"device-{Safe(device)}.run");

    private static string Safe(string device) => device.Replace(':', '-');
}
