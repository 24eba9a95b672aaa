using TrainApp.Files;

namespace TrainApp.Runs;

/// <summary>A run as its folder tells it: the record, the journal replayed, and whether its worker lives.</summary>
internal sealed record RunStatus
{
    public required RunFolder Folder { get; init; }

    /// <summary>Null when the process that made the run died before <c>run.json</c> was whole.</summary>
    public required RunRecord? Record { get; init; }

    public required IReadOnlyList<JournalRecord> Journal { get; init; }

    /// <summary>The state in the journal; a run whose worker is gone without a last word counts as failed.</summary>
    public required RunState State { get; init; }

    /// <summary>The last state that the journal itself names.</summary>
    public required RunState? JournalState { get; init; }

    public bool IsAbandoned => State == RunState.Failed && JournalState is null or < RunState.Completed;

    public RunResult? Result => Journal.LastOrDefault(record => record.Result is not null)?.Result;

    public RunExplanation? Explanation => Journal.LastOrDefault(record => record.State is not null)?.Explanation;

    /// <summary>How often the run was finalized.</summary>
    public int Attempts => Journal.LastOrDefault(record => record.Attempt is not null)?.Attempt ?? 0;

    public DateTimeOffset? Started => Journal.Count > 0 ? Journal[0].Time : Record?.Created;

    /// <summary>
    /// Seconds that were spent on the run: those of its workers, a repeated finalization among them, and not the time
    /// between. While a worker lives, or where one died without a word, it is what the clock on the wall says.
    /// </summary>
    public double DurationSeconds(DateTimeOffset now)
    {
        var spent = 0.0;
        DateTimeOffset? since = null;
        foreach (var record in Journal)
        {
            since ??= record.Time;
            if (RunStates.Parse(record.State)?.IsFinal() != true) continue;
            spent += record.Seconds ?? Math.Max(0, (record.Time - since.Value).TotalSeconds);
            since = null;
        }

        if (since is { } open) spent += Math.Max(0, ((State.IsFinal() ? Journal[^1].Time : now) - open).TotalSeconds);
        return Math.Round(spent, 3);
    }

    /// <summary>The newest record of every step, in the order in which the steps first ran.</summary>
    public IReadOnlyList<JournalRecord> Steps =>
        [.. Journal.Where(record => record.Step is not null).GroupBy(record => record.Step, StringComparer.Ordinal).Select(group => group.Last())];

    public IEnumerable<JournalRecord> FailedSteps => Steps.Where(step => step.Outcome == "failed");

    /// <summary>Reads a run folder.</summary>
    public static RunStatus Read(RunFolder folder)
    {
        var (journal, last) = ReadJournal(folder);
        var state = last ?? RunState.Queued;
        while (!state.IsFinal() && !IsCared(folder, state))
        {
            // The worker may have come, or written its last word and gone, between the two looks.
            var known = journal.Count;
            (journal, last) = ReadJournal(folder);
            state = journal.Count == known ? RunState.Failed : last ?? RunState.Queued;
        }

        return new RunStatus { Folder = folder, Record = folder.ReadRecord(), Journal = journal, JournalState = last, State = state };
    }

    private static (IReadOnlyList<JournalRecord> Journal, RunState? Last) ReadJournal(RunFolder folder)
    {
        var journal = RunJournal.Read(folder.JournalFile);
        return (journal, journal.Select(record => RunStates.Parse(record.State)).LastOrDefault(state => state is not null));
    }

    /// <summary>Whether a worker holds the run, or its host still is about to start one (it holds the start lock).</summary>
    private static bool IsCared(RunFolder folder, RunState state) =>
        FileLock.IsHeld(folder.WorkerLock)
        || (state == RunState.Queued && FileLock.IsHeld(StartGate.PathOf(Workspace.OfRun(folder.Directory))));
}
