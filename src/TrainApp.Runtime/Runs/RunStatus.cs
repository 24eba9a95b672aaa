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

    public DateTimeOffset? Started => Journal.Count > 0 ? Journal[0].Time : Record?.Created;

    /// <summary>Seconds from the first to the last record, or to now while the run lives.</summary>
    public double DurationSeconds(DateTimeOffset now) =>
        Journal.Count == 0 ? 0 : Math.Round(Math.Max(0, ((State.IsFinal() ? Journal[^1].Time : now) - Journal[0].Time).TotalSeconds), 3);

    /// <summary>The newest record of every step, in the order in which the steps first ran.</summary>
    public IReadOnlyList<JournalRecord> Steps =>
        [.. Journal.Where(record => record.Step is not null).GroupBy(record => record.Step, StringComparer.Ordinal).Select(group => group.Last())];

    public IEnumerable<JournalRecord> FailedSteps => Steps.Where(step => step.Outcome == "failed");

    /// <summary>Reads a run folder.</summary>
    public static RunStatus Read(RunFolder folder)
    {
        var journal = RunJournal.Read(folder.JournalFile);
        var last = journal.Select(record => RunStates.Parse(record.State)).LastOrDefault(state => state is not null);
        var state = last ?? RunState.Queued;
        return new RunStatus
        {
            Folder = folder,
            Record = folder.ReadRecord(),
            Journal = journal,
            JournalState = last,
            State = state.IsFinal() || IsCared(folder, state) ? state : RunState.Failed,
        };
    }

    /// <summary>Whether a worker holds the run, or its host still is about to start one (it holds the start lock).</summary>
    private static bool IsCared(RunFolder folder, RunState state) =>
        FileLock.IsHeld(folder.WorkerLock)
        || (state == RunState.Queued && FileLock.IsHeld(StartGate.PathOf(Workspace.OfRun(folder.Directory))));
}
