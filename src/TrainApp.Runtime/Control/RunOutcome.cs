using TrainApp.Finalization;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp;

/// <summary>What a run gave.</summary>
public sealed record RunOutcome
{
    internal RunOutcome()
    {
    }

    /// <summary>Number of the run.</summary>
    public required int Run { get; init; }

    /// <summary>How it ended: completed, degraded, stopped or failed.</summary>
    public required RunState State { get; init; }

    /// <summary>The exit code that <c>train</c> would have: 0 completed, 1 failed, 3 degraded, 4 stopped.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The run's folder.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>The published folder; null when nothing was published.</summary>
    public required string? Artifacts { get; init; }

    /// <summary>File name of the best checkpoint; null when there is none.</summary>
    public required string? BestCheckpoint { get; init; }

    /// <summary>Metrics of the best checkpoint, else the last ones; null stands for a value that is not finite.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    /// <summary>Steps after training that failed, with the reason.</summary>
    public required IReadOnlyDictionary<string, string> FailedSteps { get; init; }

    /// <summary>Seconds that were spent on it.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Why it did not end well, in one sentence; null where it did.</summary>
    public required string? Cause { get; init; }

    /// <summary>What to do then.</summary>
    public required string? NextStep { get; init; }

    internal static RunOutcome Of(RunStatus status, DateTimeOffset now) => new()
    {
        Run = status.Folder.Number,
        State = status.State,
        ExitCode = status.State.ExitCode(),
        RunDirectory = status.Folder.Directory,
        Artifacts = status.Folder.ReadPublished(),
        BestCheckpoint = BestCheckpointOf(status),
        Metrics = MetricsOf(status),
        FailedSteps = status.FailedSteps.ToDictionary(step => step.Step!, step => step.Reason ?? "", StringComparer.Ordinal),
        DurationSeconds = status.DurationSeconds(now),
        Cause = status.Explanation?.Cause,
        NextStep = status.Explanation?.NextStep,
    };

    /// <summary>The best checkpoint of a run that goes on, or has ended in any way.</summary>
    internal static string? BestCheckpointOf(RunStatus status) =>
        status.Result?.BestCheckpoint ?? ExperimentRecord.Read(status.Folder.ExperimentFile)?.BestCheckpoint ?? ReportedBest(status.Folder);

    /// <summary>The metrics of its result, else its last ones.</summary>
    internal static IReadOnlyDictionary<string, double?> MetricsOf(RunStatus status) => status.Result?.Metrics ?? LastMetrics(status.Folder);

    private static string? ReportedBest(RunFolder folder) =>
        CheckpointReports.Read(folder.CheckpointsFile).LastOrDefault(report => report.Best && Path.Exists(report.Path)) is { } report ? Path.GetFileName(report.Path) : null;

    /// <summary>The last values of a run that has not ended, or not well.</summary>
    private static Dictionary<string, double?> LastMetrics(RunFolder folder) =>
        (RunProgress.Read(folder.Directory)?.Metrics ?? new Dictionary<string, double>(StringComparer.Ordinal))
        .ToDictionary(pair => pair.Key, pair => double.IsFinite(pair.Value) ? pair.Value : (double?)null, StringComparer.Ordinal);
}
