using System.ComponentModel;
using System.Diagnostics;

namespace TrainApp.Platform;

/// <summary>Ends a worker and everything it started.</summary>
internal static class ProcessTree
{
    private const int SignalKill = 9;

    /// <summary>Ends a process that lives, and everything below it.</summary>
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

        KillGroup(process);
    }

    /// <summary>
    /// Ends what is left of the process group that a worker leads or led: helpers whose parent is gone are reached too.
    /// The system gives a number away again only when its group is empty.
    /// </summary>
    public static void KillGroup(int leader)
    {
        if (!OperatingSystem.IsWindows()) _ = Posix.Kill(-leader, SignalKill);
    }
}
