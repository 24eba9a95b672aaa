using System.Globalization;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary>Finalizes a run once more, for the verbs that do.</summary>
internal static class RunRetry
{
    /// <summary>Whether a run has ended; if not, the error is said.</summary>
    public static bool HasEnded(CommandContext context, RunStatus status)
    {
        if (status.State.IsFinal()) return true;
        context.Output.Error("running", string.Create(CultureInfo.InvariantCulture, $"Run {status.Folder.Number} is {status.State.Name()}."), "Wait for its end, or stop it.");
        return false;
    }

    /// <summary>Starts a worker on the run and waits for its end.</summary>
    /// <returns>Null when another run holds the device; the error is said.</returns>
    public static async Task<RunStatus?> RunAsync(CommandContext context, RunStatus status, string? step, CancellationToken cancellationToken)
    {
        using var signals = new HostSignals(context.Time, cancellationToken);
        var started = await RunStart.RetryAsync(context.Workspace, status, step, context.Time, signals.Token);
        if (started.Run is not { } run)
        {
            var holder = started.Holder!.Value;
            context.Output.Error("device-taken", string.Create(CultureInfo.InvariantCulture, $"Run {holder.Run} works on the device '{holder.Device}'."), "Wait for it, or stop it (stop RUN).");
            return null;
        }

        using var process = run.Process;
        signals.Follow(run.Folder, process.Id);
        return await run.Watch.WaitAsync();
    }
}
