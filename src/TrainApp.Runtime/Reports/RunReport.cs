using System.Text.Json;
using TrainApp.Finalization;
using TrainApp.Inspection;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Reports;

/// <summary>What <c>train</c> and <c>show</c> say of a run in JSON.</summary>
internal sealed record RunReport
{
    public required int Run { get; init; }

    public required string State { get; init; }

    public required int? ExitCode { get; init; }

    public required string RunDirectory { get; init; }

    public required string? Artifacts { get; init; }

    public required string? BestCheckpoint { get; init; }

    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    public required IReadOnlyList<DegradedStep> Degraded { get; init; }

    public required double DurationSeconds { get; init; }

    /// <summary>What was left out of the data, or used with doubt.</summary>
    public required IReadOnlyList<DataProblem> DataProblems { get; init; }

    /// <summary>How often the run was finalized.</summary>
    public required int Attempts { get; init; }

    public IReadOnlyList<StepReport>? Steps { get; init; }

    public string? Hyperparameters { get; init; }

    public JsonElement? Split { get; init; }

    public RunExplanation? Explanation { get; init; }

    /// <summary>The fields of <c>train</c>.</summary>
    public static RunReport OfTrain(RunStatus status, DateTimeOffset now) => new()
    {
        Run = status.Folder.Number,
        State = status.State.Name(),
        ExitCode = status.State.IsFinal() ? status.State.ExitCode() : null,
        RunDirectory = status.Folder.Directory,
        Artifacts = status.Folder.ReadPublished(),
        BestCheckpoint = RunOutcome.BestCheckpointOf(status),
        Metrics = RunOutcome.MetricsOf(status),
        Degraded = [.. status.FailedSteps.Select(step => new DegradedStep(step.Step!, step.Reason ?? ""))],
        DurationSeconds = status.DurationSeconds(now),
        DataProblems = Runs.DataProblems.Read(status.Folder),
        Attempts = status.Attempts,
        Explanation = status.Explanation,
    };

    /// <summary>The fields of <c>show</c>.</summary>
    public static RunReport OfShow(RunStatus status, DateTimeOffset now) => OfTrain(status, now) with
    {
        Steps = [.. status.Steps.Select(step => new StepReport(step.Step!, step.Outcome!, step.Seconds, step.Bytes, step.Reason))],
        Hyperparameters = File.Exists(status.Folder.HyperparametersFile) ? File.ReadAllText(status.Folder.HyperparametersFile) : null,
        Split = ReadSplit(status),
    };

    private static JsonElement? ReadSplit(RunStatus status)
    {
        var folder = status.Folder.ReadPublished() ?? status.Folder.Output;
        var file = Path.Combine(folder, SplitStep.FileName);
        if (!File.Exists(file)) return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }
}

/// <summary>A step that failed after training.</summary>
internal sealed record DegradedStep(string Step, string Reason);

/// <summary>A finalization step.</summary>
internal sealed record StepReport(string Name, string State, double? Seconds, long? Bytes, string? Reason);
