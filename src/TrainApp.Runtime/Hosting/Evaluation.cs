namespace TrainApp.Hosting;

/// <summary>What is evaluated, and where the result goes.</summary>
public sealed record EvaluationRequest
{
    /// <summary>The task, such as <c>object detection</c>.</summary>
    public required string TaskType { get; init; }

    /// <summary>Path of the checkpoint; null when a model file in ONNX format stands alone.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Path of an ONNX file that ONNX Runtime runs in place of the model's own network; null for the network.</summary>
    public string? OnnxFile { get; init; }

    /// <summary>Local paths of the model's further files, by name.</summary>
    public IReadOnlyDictionary<string, string> ModelFiles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of the model's classes in the order of their indices; empty when the ONNX file has to tell them.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Where to compute: <c>cpu</c>, <c>cuda:0</c>, …</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The images to predict, with their annotations.</summary>
    public required IReadOnlyList<ImageItem> Images { get; init; }

    /// <summary>Images that the model was trained on, for what the report says of the data; empty when they are not known.</summary>
    public IReadOnlyList<ImageItem> TrainImages { get; init; } = [];

    /// <summary>The folder that the files of the evaluation are written to; it is made.</summary>
    public required string Directory { get; init; }

    /// <summary>Whether an HTML report is written beside the figures.</summary>
    public bool WritesReport { get; init; } = true;

    /// <summary>Whether the speed of inference is measured, too.</summary>
    public bool MeasuresSpeed { get; init; }

    /// <summary>What was evaluated, for the report.</summary>
    public required EvaluatedModel Model { get; init; }

    /// <summary>Told how many images are predicted; may be called on any thread.</summary>
    public Action<int>? Predicted { get; init; }
}

/// <summary>What an evaluation is called in its report.</summary>
/// <param name="Title">Name of the experiment, or of the file.</param>
/// <param name="ModelName">Name of the model.</param>
/// <param name="Framework">Name of the framework.</param>
/// <param name="Project">Name of the project.</param>
/// <param name="Run">Number of the run; null for a model of none.</param>
public sealed record EvaluatedModel(string Title, string ModelName, string Framework, string Project, int? Run);

/// <summary>What an evaluation found.</summary>
public sealed record EvaluationOutcome
{
    /// <summary>The file in the evaluation's folder that holds all figures.</summary>
    public const string MetricsFile = "metrics.json";

    /// <summary>Folder of the report in the evaluation's folder.</summary>
    public const string ReportFolder = "report";

    /// <summary>The metrics in the reference system's order; null where one is undefined.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    /// <summary>The metric by which models of the task are compared.</summary>
    public required string PrimaryMetric { get; init; }

    /// <summary>Images that were predicted.</summary>
    public required int Images { get; init; }
}
