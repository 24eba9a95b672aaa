namespace TrainApp.Runs;

/// <summary>One line of a run's journal: a transition of the run, or of one of its finalization steps.</summary>
internal sealed record JournalRecord
{
    /// <summary>Number of the record, from 1 without gaps.</summary>
    public required int N { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The state that the run enters; null in a record of a step.</summary>
    public string? State { get; init; }

    /// <summary>Name of a finalization step.</summary>
    public string? Step { get; init; }

    /// <summary>What became of the step: <c>done</c> or <c>failed</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>How long the step took, or, in a record that ends the run, how long its worker worked; by a clock that nobody sets.</summary>
    public double? Seconds { get; init; }

    /// <summary>Bytes that the step wrote among the artifacts; what was there already, and what was only renamed, does not count.</summary>
    public long? Bytes { get; init; }

    /// <summary>In a record that enters <c>finalizing</c>: which attempt it is, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>Why, in one sentence, where there is something to say.</summary>
    public string? Reason { get; init; }

    /// <summary>What the worker's end means, in a <c>failed</c> record.</summary>
    public RunExplanation? Explanation { get; init; }

    /// <summary>What the run gave, in a record that ends it.</summary>
    public RunResult? Result { get; init; }
}

/// <summary>Why a run did not end well, and what to do.</summary>
internal sealed record RunExplanation
{
    /// <summary>The state in which it happened.</summary>
    public required string Phase { get; init; }

    /// <summary>The likely cause, in one sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>The worker's exit code, if it ended by itself.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended the worker, such as <c>SIGKILL</c>.</summary>
    public string? Signal { get; init; }

    /// <summary>The last lines of its log.</summary>
    public IReadOnlyList<string> LastLines { get; init; } = [];

    /// <summary>One next step.</summary>
    public required string NextStep { get; init; }
}

/// <summary>What a run gave.</summary>
internal sealed record RunResult
{
    /// <summary>File name of the best checkpoint.</summary>
    public string? BestCheckpoint { get; init; }

    /// <summary>Metrics of the best checkpoint, or the last ones.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>(StringComparer.Ordinal);

    /// <summary>The published folder on disk, relative to the workspace.</summary>
    public string? Artifacts { get; init; }

    /// <summary>Seconds that the training method took.</summary>
    public double? TrainingSeconds { get; init; }
}
