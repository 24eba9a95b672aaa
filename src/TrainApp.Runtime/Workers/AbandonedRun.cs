using System.Globalization;
using TrainApp.Files;
using TrainApp.Finalization;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>A run whose worker is gone without a last word: whoever finds it writes the word, holding the dead worker's lock.</summary>
internal static class AbandonedRun
{
    /// <summary>
    /// Ends the run in the journal, with the explanation, unless the worker did. A run whose model was published already is
    /// degraded, one that was stopped before it trained is stopped, any other failed. Waits for the dead worker's lock.
    /// </summary>
    public static async Task<RunStatus> CloseAsync(RunFolder folder, int? exitCode, bool killedForMemory, TimeProvider time, CancellationToken cancellationToken)
    {
        using var held = await FileLock.TakeAsync(folder.WorkerLock, cancellationToken);
        var status = RunStatus.Read(folder);
        var phase = status.JournalState ?? RunState.Queued;
        if (phase.IsFinal()) return status;

        RemoveLeftovers(folder);
        var journal = folder.Journal(time);
        if (status.JournalState is null) journal.Enter(RunState.Queued);
        var asked = StopControlFile.Read(folder)?.Stop;
        var explanation = DeathExplanation.Of(exitCode, phase, LogTail.Read(folder.Log), killedForMemory);
        if (asked == StopControlFile.Kill) explanation = explanation with { Cause = "The run was killed on request.", NextStep = "Start it again when you want it." };

        if (asked is StopControlFile.AfterStep or StopControlFile.AfterEpoch && phase < RunState.Training && explanation.Signal is "SIGINT" or "SIGTERM")
            journal.Enter(RunState.Stopped, "The run was stopped before it trained.", result: new RunResult());
        else if (phase == RunState.Finalizing && Finalizer.IsPublished(folder))
            Degrade(status, journal, explanation);
        else
            journal.Enter(RunState.Failed, explanation.Cause, explanation with { NextStep = explanation.NextStep + KeptCheckpoints.Sentence(folder) });
        return RunStatus.Read(folder);
    }

    private static void Degrade(RunStatus status, RunJournal journal, RunExplanation explanation)
    {
        var done = status.Steps.Where(step => step.Outcome == "done").Select(step => step.Step).ToHashSet(StringComparer.Ordinal);
        var missing = status.Record is { } run ? Finalizer.Asked(run).Where(step => !done.Contains(step)) : [];
        foreach (var step in missing.ToList()) journal.Step(step, done: false, TimeSpan.Zero, explanation.Cause);
        var next = string.Create(CultureInfo.InvariantCulture, $"The model is published. Finish the run: retry {status.Folder.Number}");
        journal.Enter(
            RunState.Degraded,
            explanation.Cause,
            explanation with { NextStep = next },
            ExperimentRecord.Read(status.Folder.ExperimentFile)?.ToResult(status.Folder));
    }

    /// <summary>Files that the dead worker had in work, among the run's own and among its artifacts.</summary>
    private static void RemoveLeftovers(RunFolder folder)
    {
        var artifacts = new[] { folder.Output, folder.ReadPublished() }.OfType<string>().Where(Directory.Exists);
        var files = Directory.EnumerateFiles(folder.Directory, ".*").Concat(artifacts.SelectMany(path => Directory.EnumerateFiles(path, ".*", SearchOption.AllDirectories)));
        foreach (var file in files.Where(path => AtomicFile.IsInWork(Path.GetFileName(path))).ToList()) File.Delete(file);
    }
}
