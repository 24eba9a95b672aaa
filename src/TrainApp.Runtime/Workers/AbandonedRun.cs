using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>A run whose worker is gone without a last word: whoever finds it writes the word, holding the dead worker's lock.</summary>
internal static class AbandonedRun
{
    /// <summary>Adds <c>failed</c> and the explanation, unless the worker did end the run. Waits for the dead worker's lock.</summary>
    public static async Task<RunStatus> CloseAsync(RunFolder folder, int? exitCode, bool killedForMemory, TimeProvider time, CancellationToken cancellationToken)
    {
        using var held = await FileLock.TakeAsync(folder.WorkerLock, cancellationToken);
        var status = RunStatus.Read(folder);
        var phase = status.JournalState ?? RunState.Queued;
        if (phase.IsFinal()) return status;

        var killed = StopControlFile.Read(folder)?.Stop == StopControlFile.Kill;
        var explanation = DeathExplanation.Of(exitCode, phase, LogTail.Read(folder.Log), killedForMemory);
        if (killed) explanation = explanation with { Cause = "The run was killed on request.", NextStep = "Checkpoints that were saved before are in the run's folder." };
        var journal = folder.Journal(time);
        if (status.JournalState is null) journal.Enter(RunState.Queued);
        journal.Enter(RunState.Failed, explanation.Cause, explanation);
        return RunStatus.Read(folder);
    }
}
