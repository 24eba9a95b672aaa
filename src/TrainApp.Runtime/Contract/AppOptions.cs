namespace TrainApp;

/// <summary>What <c>app_options.yaml</c> says; the defaults are the tutorial's.</summary>
public sealed record AppOptions
{
    /// <summary><c>device_selector</c>: offer a choice of device.</summary>
    public bool DeviceSelector { get; init; }

    /// <summary><c>multi_gpu</c>: offer a choice of several devices.</summary>
    public bool MultiGpu { get; init; }

    /// <summary><c>model_benchmark</c>: offer an evaluation after training.</summary>
    public bool ModelBenchmark { get; init; }

    /// <summary><c>export_onnx_supported</c>: offer an export to ONNX.</summary>
    public bool ExportOnnxSupported { get; init; }

    /// <summary><c>export_tensorrt_supported</c>: offer an export to TensorRT.</summary>
    public bool ExportTensorRtSupported { get; init; }

    /// <summary><c>train_logger</c>: <c>tensorboard</c> writes event files; null writes none.</summary>
    public string? Logger { get; init; }

    /// <summary><c>show_logs_in_gui</c>: show the log in the page.</summary>
    public bool ShowLogsInGui { get; init; } = true;

    /// <summary><c>auto_convert_classes</c>: convert shapes to the task's without asking, and keep the converted project.</summary>
    public bool AutoConvertClasses { get; init; }

    /// <summary><c>collapsable</c>: collapse the page's cards on selection.</summary>
    public bool Collapsable { get; init; }

    /// <summary><c>demo</c>: a folder that is published with the artifacts.</summary>
    public DemoOption? Demo { get; init; }

    /// <summary><c>original_repository</c>: where the model comes from.</summary>
    public RepositoryOption? OriginalRepository { get; init; }

    /// <summary><c>version_images</c>: project versions keep copies of the images, too.</summary>
    public bool VersionImages { get; init; }

    /// <summary><c>generate_report</c>: make a page about the experiment.</summary>
    public bool GenerateReport { get; init; }

    /// <summary><c>model_selector</c>: the choice of the model.</summary>
    public ModelSelectorOption ModelSelector { get; init; } = new();

    /// <summary><c>classes_selector</c>: the choice of classes; disabled, all classes are used.</summary>
    public SelectorOption ClassesSelector { get; init; } = new() { Enabled = true };

    /// <summary><c>tags_selector</c>: the choice of tags.</summary>
    public SelectorOption TagsSelector { get; init; } = new() { Enabled = false };

    /// <summary><c>train_val_splits_selector</c>: the choice of a split; disabled, every image is trained on.</summary>
    public SplitsSelectorOption SplitsSelector { get; init; } = new();
}

/// <summary>A choice that an app offers or not.</summary>
public record SelectorOption
{
    /// <summary><c>enabled</c>: whether it is offered.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary><c>model_selector</c>.</summary>
public sealed record ModelSelectorOption : SelectorOption
{
    /// <summary><c>show_custom</c>: offer checkpoints of earlier runs.</summary>
    public bool ShowCustom { get; init; } = true;

    /// <summary><c>default_model</c>: the model that is used when none is chosen; null for the first.</summary>
    public string? DefaultModel { get; init; }
}

/// <summary><c>train_val_splits_selector</c>.</summary>
public sealed record SplitsSelectorOption : SelectorOption
{
    /// <summary><c>methods</c>: <c>random</c>, <c>tags</c>, <c>datasets</c>, <c>collections</c>, as far as they are offered.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["random", "tags", "datasets", "collections"];
}

/// <summary><c>demo</c>: a folder with examples of using the model elsewhere.</summary>
public sealed record DemoOption
{
    /// <summary><c>path</c>: the folder, relative to the app.</summary>
    public required string Path { get; init; }

    /// <summary><c>branch</c>: the branch of a repository that the reference system takes it from; of no effect here.</summary>
    public string Branch { get; init; } = "master";
}

/// <summary><c>original_repository</c>: where the model comes from.</summary>
public sealed record RepositoryOption
{
    /// <summary><c>name</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>url</c>.</summary>
    public required string Url { get; init; }
}
