namespace TrainApp;

/// <summary>
/// The options of <c>train</c>, as given: the command line, the page and the API make the same record, and
/// <c>run.json</c> keeps it. Values are spelled as on the command line; null means the default.
/// </summary>
public sealed record TrainRequest
{
    /// <summary>A project's folder, or its number in the workspace.</summary>
    public string? Project { get; init; }

    /// <summary>A version of the project that was kept when an earlier run was started.</summary>
    public int? ProjectVersion { get; init; }

    /// <summary>A name of <c>models.json</c>, or <c>RUN:CHECKPOINT</c> of an earlier run.</summary>
    public string? Model { get; init; }

    /// <summary>Hyperparameters by path: <c>optimizer.lr</c> → <c>0.01</c>.</summary>
    public IReadOnlyDictionary<string, string>? Set { get; init; }

    /// <summary>A hyperparameters file.</summary>
    public string? Hyperparameters { get; init; }

    /// <summary>The YAML text of hyperparameters itself, where there is no file.</summary>
    public string? HyperparametersText { get; init; }

    /// <summary>An app state: its file or, from code, its text; what is given beside it wins over it.</summary>
    public string? AppState { get; init; }

    /// <summary>Names of classes.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Names of tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary><c>on</c> converts shapes to those of the task.</summary>
    public string? ConvertClasses { get; init; }

    /// <summary><c>off</c> copies the images instead of linking to the workspace's cache.</summary>
    public string? Cache { get; init; }

    /// <summary>The split, such as <c>random:80</c>.</summary>
    public string? Split { get; init; }

    /// <summary>The experiment's name.</summary>
    public string? Name { get; init; }

    /// <summary>The seed of split and training.</summary>
    public long? Seed { get; init; }

    /// <summary>Devices, such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public IReadOnlyList<string>? Device { get; init; }

    /// <summary><c>on</c> evaluates the best checkpoint after training, as an app that offers it does unless this is <c>off</c>.</summary>
    public string? Benchmark { get; init; }

    /// <summary><c>on</c> measures the speed of inference, too.</summary>
    public string? SpeedTest { get; init; }

    /// <summary><c>onnx</c>, <c>tensorrt</c>, or <c>none</c>.</summary>
    public IReadOnlyList<string>? Export { get; init; }

    /// <summary>Allows several runs on one device.</summary>
    public bool? ShareDevice { get; init; }

    /// <summary>Waits for the device instead of being refused.</summary>
    public bool? Wait { get; init; }

    /// <summary>The same request, independent of the current folder. A number is a project of the workspace, unless there is a folder of that name.</summary>
    internal TrainRequest WithFullPaths() => this with
    {
        Project = Project is { } project && (!project.All(char.IsAsciiDigit) || Directory.Exists(project)) ? Path.GetFullPath(project) : Project,
        Hyperparameters = Hyperparameters is { } file ? Path.GetFullPath(file) : null,
        // The text of a state begins with a brace.
        AppState = AppState is { } state && !state.AsSpan().TrimStart().StartsWith("{") ? Path.GetFullPath(state) : AppState,
    };
}
