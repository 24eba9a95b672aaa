using System.ComponentModel;
using System.Diagnostics;

namespace TrainApp.Platform;

/// <summary>Ends a worker and everything it started.</summary>
internal static class ProcessTree
{
    private const int SignalKill = 9;

    public static void Kill(int process)
    {
        try
        {
            using var root = Process.GetProcessById(process);
            root.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended meanwhile, or a part of the tree has.
        }

        // The worker leads its own process group, so helpers whose parent is gone are reached too.
        if (!OperatingSystem.IsWindows()) _ = Posix.Kill(-process, SignalKill);
    }
}
