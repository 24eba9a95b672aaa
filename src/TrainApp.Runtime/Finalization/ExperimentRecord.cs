using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;
using TrainApp.Runs;

namespace TrainApp.Finalization;

/// <summary>
/// <c>experiment.json</c> of a run folder: what the training method returned, checked, and what the finalization steps
/// made of it. It is what a repeated finalization starts from.
/// </summary>
internal sealed record ExperimentRecord
{
    public required string ModelName { get; init; }

    public required string TaskType { get; init; }

    /// <summary>Paths of further model files by name; file names in the published folder once they are there.</summary>
    public IReadOnlyDictionary<string, string> ModelFiles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Paths of the checkpoints; names below <c>checkpoints/</c> once they are there.</summary>
    public IReadOnlyList<string> Checkpoints { get; init; } = [];

    /// <summary>Bare name of the best checkpoint; null when a run was stopped before there was one.</summary>
    public string? BestCheckpoint { get; init; }

    /// <summary>Paths of files and folders that the app added; they are published under their names.</summary>
    public IReadOnlyList<string> OutputFiles { get; init; } = [];

    /// <summary>Folders whose event files join the logs.</summary>
    public IReadOnlyList<string> LogDirectories { get; init; } = [];

    /// <summary>Published exports by their name in the experiment's info: <c>ONNXRuntime</c>, <c>TensorRT</c>.</summary>
    public IReadOnlyDictionary<string, string> Exports { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The checks of each export.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ExportCheck>> ExportChecks { get; init; } = new Dictionary<string, IReadOnlyList<ExportCheck>>(StringComparer.Ordinal);

    /// <summary>What the evaluation of the best checkpoint found; null without one.</summary>
    public EvaluationRecord? Evaluation { get; init; }

    /// <summary>Metrics of the best checkpoint, or the last ones.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>(StringComparer.Ordinal);

    /// <summary>Seconds that the training method took.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Whether the run was stopped on request.</summary>
    public required bool Stopped { get; init; }

    /// <summary>When training ended.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>Reads the record; null if there is none.</summary>
    public static ExperimentRecord? Read(string file) => AtomicFile.TryRead(file) is { } bytes
        ? JsonSerializer.Deserialize(bytes, ExperimentJson.Default.ExperimentRecord)
        : null;

    /// <summary>What the run gave, for the record that ends it.</summary>
    public RunResult ToResult(RunFolder folder) => new()
    {
        BestCheckpoint = BestCheckpoint,
        Metrics = Metrics,
        Artifacts = folder.ReadPublished() is { } published
            ? Path.GetRelativePath(Workspace.OfRun(folder.Directory).Root, published).Replace('\\', '/')
            : null,
        TrainingSeconds = Math.Round(TrainingSeconds, 3),
    };

    public void Write(string file) => AtomicFile.WriteBytes(file, JsonSerializer.SerializeToUtf8Bytes(this, ExperimentJson.Default.ExperimentRecord));
}

/// <summary>What the evaluation of the best checkpoint found.</summary>
/// <param name="Metrics">Metrics in the reference's order; null where one is undefined.</param>
/// <param name="PrimaryMetric">The metric by which models of the task are compared.</param>
internal sealed record EvaluationRecord(IReadOnlyDictionary<string, double?> Metrics, string PrimaryMetric);

/// <summary>JSON of <c>experiment.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ExperimentRecord))]
internal sealed partial class ExperimentJson : JsonSerializerContext;
