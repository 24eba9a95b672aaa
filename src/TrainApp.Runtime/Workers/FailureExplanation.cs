using TrainApp.Finalization;
using TrainApp.ModelStore;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>Explains an exception that ended a run while the worker itself was well.</summary>
internal static class FailureExplanation
{
    public static RunExplanation Of(Exception exception, RunState phase, IReadOnlyList<string> lastLines)
    {
        var root = Root(exception);
        var (cause, next) = root switch
        {
            OutOfMemoryException => ("Memory ran out: " + root.Message, "Make the batch or the images smaller, or give the process more memory."),
            _ when IsTensorMemory(root) => ("Memory for tensors ran out: " + FirstLine(root.Message), "Make the batch or the images smaller."),
            DllNotFoundException or BadImageFormatException or EntryPointNotFoundException =>
                ("A native library is missing or does not load: " + FirstLine(root.Message), NativeLibraryAdvice(root)),
            _ when IsNativeLoad(exception) => ("A native library is missing or does not load: " + FirstLine(root.Message), NativeLibraryAdvice(root)),
            ModelFileException file => (file.Message, file.NextStep),
            InvalidExperimentException => (root.Message, "Repair what the training method returns. The checkpoints are kept in the run's folder."),
            IOException io when IsDiskFull(io) => ("The disk is full: " + root.Message, "Free some space and start the run again."),
            _ when phase == RunState.Training => ($"The training method threw {root.GetType().Name}: {FirstLine(root.Message)}{At(root)}", "The log has the whole stack trace. Repair the app and start the run again."),
            _ => ($"{root.GetType().Name}: {FirstLine(root.Message)}", "The log has the whole stack trace."),
        };
        return new RunExplanation { Phase = phase.Name(), Cause = cause, ExitCode = 1, LastLines = lastLines, NextStep = next };
    }

    /// <summary>What type initialisers, tasks and reflection wrapped around the real cause is taken off.</summary>
    private static Exception Root(Exception exception) =>
        exception is TypeInitializationException or AggregateException or System.Reflection.TargetInvocationException && exception.InnerException is { } inner
            ? Root(inner)
            : exception;

    private static bool IsTensorMemory(Exception e) =>
        e.GetType().Name == "ExternalException"
        && (e.Message.Contains("can't allocate memory", StringComparison.Ordinal) || e.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase));

    private static bool IsNativeLoad(Exception e) =>
        e is NotSupportedException && e.Message.Contains("libtorch", StringComparison.OrdinalIgnoreCase)
        || (e.InnerException is { } inner && IsNativeLoad(inner));

    private static string NativeLibraryAdvice(Exception e) => e.Message switch
    {
        var m when m.Contains("GLIBCXX", StringComparison.Ordinal) => "The system's libstdc++ is older than the library wants: reference TrainApp.Torch, whose build mends it, or update the system.",
        var m when m.Contains("torch", StringComparison.OrdinalIgnoreCase) => "Add the package of libtorch to the app: libtorch-cpu-linux-x64, or TorchSharp-cuda-linux for a GPU.",
        var m when m.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) => "Add the package Microsoft.ML.OnnxRuntime, or Microsoft.ML.OnnxRuntime.Gpu for a GPU.",
        var m when m.Contains("SkiaSharp", StringComparison.OrdinalIgnoreCase) => "Add the package SkiaSharp.NativeAssets.Linux.NoDependencies.",
        _ => "Add the package that brings the library, or install it on the system; the doctor verb lists what does not load.",
    };

    private static bool IsDiskFull(IOException e) => (e.HResult & 0xFFFF) is 28 or 112 || e.Message.Contains("No space left", StringComparison.Ordinal);

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] : text;

    /// <summary>The first frame with a source line: for the app's own code compiled with symbols, the place of the mistake.</summary>
    private static string At(Exception e)
    {
        var frame = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains(":line ", StringComparison.Ordinal));
        var mark = frame?.LastIndexOf(" in ", StringComparison.Ordinal) ?? -1;
        return mark < 0 ? "" : $" ({Path.GetFileName(frame![(mark + 4)..].Trim()).Replace(":line ", ", line ", StringComparison.Ordinal)})";
    }
}
