namespace TrainApp.Formats;

/// <summary>The type of an app option.</summary>
internal enum OptionKind
{
    Bool,

    Text,

    /// <summary>Text that is a path, relative to the folder of the file.</summary>
    Path,

    /// <summary><c>tensorboard</c>.</summary>
    Logger,

    /// <summary>A list of methods of splitting.</summary>
    Methods,

    /// <summary>Known from the reference system, and not offered.</summary>
    NotOffered,
}

/// <summary>A key of <c>app_options.yaml</c>.</summary>
/// <param name="Key">The key; the keys of a section stand behind its name and a dot.</param>
/// <param name="Property">The property of <c>AppOptions</c> that it sets, in the same way; empty for one that is not offered.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Default">What holds without it, as it would be written.</param>
/// <param name="Effect">What it does, as a sentence for people.</param>
internal sealed record OptionKey(string Key, string Property, OptionKind Kind, string Default, string Effect)
{
    public const string ExportOnnx = "export_onnx_supported";
    public const string ExportTensorRt = "export_tensorrt_supported";
    public const string DefaultModel = "model_selector.default_model";

    /// <summary>Every key, in the order of documents.</summary>
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        Bool("device_selector", "DeviceSelector", false, "Offers a choice of the device in the page."),
        Bool("multi_gpu", "MultiGpu", false, "Lets that choice be several devices."),
        Bool("model_benchmark", "ModelBenchmark", false, "Offers an evaluation of the best checkpoint after training."),
        Bool(ExportOnnx, "ExportOnnxSupported", false, "Offers an export to ONNX; it needs a method marked `[ExportOnnx]`."),
        Bool(ExportTensorRt, "ExportTensorRtSupported", false, "Offers an export to TensorRT; it needs a method marked `[ExportTensorRt]`."),
        new("train_logger", "Logger", OptionKind.Logger, "null", "With `tensorboard` every metric is also written to TensorBoard's event files."),
        Bool("show_logs_in_gui", "ShowLogsInGui", true, "Shows the log in the page."),
        Bool("auto_convert_classes", "AutoConvertClasses", false, "Converts shapes to those of the model's task without being asked, and keeps the converted project."),
        Bool("collapsable", "Collapsable", false, "Folds a card of the page when its choice is made."),
        new("demo.path", "Demo.Path", OptionKind.Path, "null", "A folder that is published with the artifacts, as `demo/`. `demo: FOLDER` says the same."),
        new("demo.branch", "Demo.Branch", OptionKind.Text, "master", "The branch that the reference system takes the folder from; of no effect here."),
        new("original_repository.name", "OriginalRepository.Name", OptionKind.Text, "null", "The name of the repository that the model comes from, for the report."),
        new("original_repository.url", "OriginalRepository.Url", OptionKind.Text, "null", "Its address."),
        Bool("generate_report", "GenerateReport", false, "Publishes a page about the experiment."),
        Bool("version_images", "VersionImages", false, "Keeps copies of the images in project versions, too."),
        Bool("model_selector.enabled", "ModelSelector.Enabled", true, "Offers a choice of the model; without it the default model is used."),
        Bool("model_selector.show_custom", "ModelSelector.ShowCustom", true, "Offers checkpoints of earlier runs."),
        new(DefaultModel, "ModelSelector.DefaultModel", OptionKind.Text, "null", "The model that is used when none is chosen; without it the first."),
        Bool("classes_selector.enabled", "ClassesSelector.Enabled", true, "Offers a choice of classes; without it all are used."),
        Bool("tags_selector.enabled", "TagsSelector.Enabled", false, "Offers a choice of tags."),
        Bool("train_val_splits_selector.enabled", "SplitsSelector.Enabled", true, "Offers a choice of the split; without it every image is trained on and none is for validation."),
        new("train_val_splits_selector.methods", "SplitsSelector.Methods", OptionKind.Methods, "[random, tags, datasets, collections]", "The methods of splitting that are offered."),
        new("train_val_split_methods", "SplitsSelector.Methods", OptionKind.Methods, "[random, tags, datasets, collections]", "Another spelling of the same."),
        new("train_val_splits_methods", "SplitsSelector.Methods", OptionKind.Methods, "[random, tags, datasets, collections]", "Another spelling of the same."),
        new("legacy_checkpoints", "", OptionKind.NotOffered, "false", "Not offered: checkpoints of older frameworks."),
    ];

    /// <summary>The names of sections.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. All.Where(static key => key.Section.Length > 0).Select(static key => key.Section).Distinct()];

    /// <summary>The section that it belongs to; empty for none.</summary>
    public string Section => Key.Contains('.') ? Key.Substring(0, Key.IndexOf('.')) : "";

    /// <summary>The key as it is written inside its section.</summary>
    public string Name => Key.Substring(Key.IndexOf('.') + 1);

    /// <summary>Whether its section says nothing without it.</summary>
    public bool IsRequired => Key is "demo.path" or "original_repository.name" or "original_repository.url";

    private static OptionKey Bool(string key, string property, bool otherwise, string effect) =>
        new(key, property, OptionKind.Bool, otherwise ? "true" : "false", effect);
}
