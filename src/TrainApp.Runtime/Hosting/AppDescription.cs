namespace TrainApp.Hosting;

/// <summary>What generated wiring hands to the host: an app's methods, models and options. No reflection is needed to run it.</summary>
public sealed record AppDescription
{
    /// <summary>The name in <c>[TrainApp("…")]</c>.</summary>
    public required string FrameworkName { get; init; }

    /// <summary>The app's assembly, whose executable works on the runs; null stands for the program that runs.</summary>
    public string? AssemblyName { get; init; }

    /// <summary>The catalog, in file order.</summary>
    public required IReadOnlyList<ModelInfo> Models { get; init; }

    /// <summary>Folder, relative to the app, that relative paths in the model list start from; empty for the app's own.</summary>
    public string ModelsDirectory { get; init; } = "";

    /// <summary>The folder on disk that relative paths in the model list start from.</summary>
    internal string ModelsFolder => Path.Combine(AppContext.BaseDirectory, ModelsDirectory);

    /// <summary>The hyperparameters' schema and their binding.</summary>
    public required HyperparameterSource Hyperparameters { get; init; }

    /// <summary>The app options.</summary>
    public required AppOptions Options { get; init; }

    /// <summary>The folder of the option <c>demo</c>; a relative one starts at the app's own. Null without the option.</summary>
    internal string? DemoDirectory => Options.Demo is { } demo ? Path.Combine(AppContext.BaseDirectory, demo.Path) : null;

    /// <summary>The workspace that the attribute names, if any.</summary>
    public string? WorkDirectory { get; init; }

    /// <summary>The training method.</summary>
    public required Func<TrainSession, CancellationToken, Task<ExperimentInfo>> Train { get; init; }

    /// <summary>Makes the app's own logger.</summary>
    public Func<TrainSession, ITrainLogger>? CreateLogger { get; init; }

    /// <summary>The ONNX export.</summary>
    public Func<TrainSession, ExperimentInfo, CancellationToken, Task<string>>? ExportOnnx { get; init; }

    /// <summary>The TensorRT export.</summary>
    public Func<TrainSession, ExperimentInfo, CancellationToken, Task<string>>? ExportTensorRt { get; init; }

    /// <summary>Whether the generated <c>TrainAppHost.LoadModel</c> is there.</summary>
    public bool HasInferenceModel { get; init; }

    /// <summary>Evaluates a trained model on images with annotations, and writes figures, predictions and report into a folder.</summary>
    public Func<EvaluationRequest, CancellationToken, Task<EvaluationOutcome>>? Evaluate { get; init; }

    /// <summary>Whether <see cref="Evaluate"/> can have ONNX Runtime compute in place of the model's own network.</summary>
    public bool EvaluatesOnnx { get; init; }

    /// <summary>Decodes an image file as training would; throws <see cref="InvalidDataException"/> when it cannot.</summary>
    public Action<string>? DecodeImage { get; init; }

    /// <summary>Draws a small picture of an image with its objects, as JPEG; throws <see cref="InvalidDataException"/> when the image cannot be decoded.</summary>
    public Func<ThumbnailRequest, byte[]>? DrawThumbnail { get; init; }

    /// <summary>Makes the page of an experiment: its files by their names.</summary>
    public Func<ExperimentPage, IReadOnlyDictionary<string, byte[]>>? MakeExperimentPage { get; init; }

    /// <summary>Serves the page and the HTTP API until it is stopped, and returns the exit code.</summary>
    public Func<AppDescription, ServerSettings, CancellationToken, Task<int>>? Serve { get; init; }

    /// <summary>Draws the sample project into a folder.</summary>
    public Func<string, CancellationToken, Task>? DrawSampleProject { get; init; }
}
