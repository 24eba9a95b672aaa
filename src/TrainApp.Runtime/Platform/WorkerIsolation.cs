using System.Text;

namespace TrainApp.Platform;

/// <summary>What makes a worker independent of whoever started it.</summary>
internal static class WorkerIsolation
{
    private const int StandardInput = 0, StandardOutput = 1, StandardError = 2;
    private const int ReadOnly = 0;

    /// <summary>Makes the process the leader of its own session: a terminal's Ctrl+C and hang-up no longer reach it.</summary>
    public static void LeaveSession()
    {
        if (!OperatingSystem.IsWindows()) _ = Posix.NewSession();
    }

    /// <summary>
    /// Sends standard output and error, those of native code included, to the end of a file. There is no pipe that
    /// somebody has to read. Managed writers that were made before keep the old descriptors, so they are replaced too.
    /// </summary>
    public static void SendOutputTo(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            Redirect(SharedLog.Open(file), StandardOutput, StandardError);
            Redirect(Posix.Open("/dev/null", ReadOnly, 0), StandardInput);
        }

        var stream = OperatingSystem.IsWindows() ? SharedLog.OpenStream(file) : Console.OpenStandardOutput();
        var writer = TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true });
        Console.SetOut(writer);
        Console.SetError(writer);
    }

    private static void Redirect(int descriptor, params ReadOnlySpan<int> targets)
    {
        if (descriptor < 0) return;
        foreach (var target in targets) _ = Posix.Duplicate(descriptor, target);
        if (descriptor > StandardError) _ = Posix.Close(descriptor);
    }
}
