using System.Globalization;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>Explains a worker that ended without a last word: exit code or signal, likely cause, next step.</summary>
internal static class DeathExplanation
{
    private const int SignalBase = 128;

    /// <param name="exitCode">The exit code as the system gave it (128 + signal when a signal ended it); null when nobody was there to see it.</param>
    /// <param name="phase">The state in which it ended.</param>
    /// <param name="lastLines">The end of its log.</param>
    /// <param name="killedForMemory">Whether the kernel's memory limit is known to have struck meanwhile.</param>
    public static RunExplanation Of(int? exitCode, RunState phase, IReadOnlyList<string> lastLines, bool killedForMemory)
    {
        var neverStarted = phase == RunState.Queued && Says(lastLines, "CoreCLR", "GC heap initialization failed", "You must install or update .NET");
        // A runtime that does not start ends with a code that looks like a signal's.
        var signal = exitCode is > SignalBase and < SignalBase + 32 && !neverStarted ? exitCode - SignalBase : null;
        var (cause, next) = (exitCode, signal) switch
        {
            _ when neverStarted => ("The .NET runtime did not start in the worker: it, or the memory that it asks for, is not there.",
                "The last lines say what is missing. With a limit on address space, set DOTNET_GCHeapHardLimit well below it."),
            (null, _) => ("The worker is gone, and nobody was there to see how it ended: the machine may have restarted, or the process was killed together with its host.",
                "Look at the log, then start the run again."),
            (_, 9) when killedForMemory => ("The kernel killed the worker because its memory limit was reached.",
                "Make the batch or the images smaller, or give the process more memory."),
            (_, 9) => ("The worker was killed (SIGKILL): by a person, by a job scheduler, or by the system when memory ran out.",
                "If nobody killed it, look into the kernel's log for 'out of memory', and make the batch smaller."),
            (_, 11 or 7 or 4) => ("Native code crashed the worker.",
                "The last lines name what ran. Check that the native packages have the same version, and report it to the library's authors."),
            (_, 6) when Says(lastLines, "Out of memory", "OutOfMemoryException", "bad_alloc") => ("The worker aborted because memory ran out.",
                "Make the batch or the images smaller, or give the process more memory."),
            (_, 6) when Says(lastLines, "AccessViolationException", "Fatal error. Internal CLR") => ("Native code crashed the worker: memory that it may not touch was accessed.",
                "The last lines name what ran. Check that the native packages have the same version, and report it to the library's authors."),
            (_, 6) => ("The worker aborted itself: native code gave up, or the runtime met an error that it cannot survive.",
                "The last lines say what it gave up on."),
            (_, 15 or 2 or 1) => ("The worker was asked to end from outside and did not have the time to finish.",
                "Use the stop verb: it saves the best checkpoint."),
            (_, not null) => ($"The worker was ended by {Name(signal.Value)}.", "Look at the log."),
            _ => ($"The worker ended with exit code {exitCode.Value.ToString(CultureInfo.InvariantCulture)} without saying why: code of the app may have ended the process.",
                "Look for a call that exits the process in the app's code or in a library."),
        };
        return new RunExplanation
        {
            Phase = phase.Name(),
            Cause = cause,
            ExitCode = signal is null ? exitCode : null,
            Signal = signal is { } number ? Name(number) : null,
            LastLines = lastLines,
            NextStep = next,
        };
    }

    private static bool Says(IReadOnlyList<string> lines, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (lines.Any(line => line.Contains(word, StringComparison.Ordinal))) return true;
        }

        return false;
    }

    private static string Name(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        _ => "signal " + signal.ToString(CultureInfo.InvariantCulture),
    };
}
