namespace TrainApp.Formats;

/// <summary>The type of an app option.</summary>
internal enum OptionKind
{
    Bool,

    /// <summary>Text or nothing.</summary>
    Text,

    /// <summary><c>tensorboard</c> or nothing.</summary>
    Logger,

    /// <summary>Known, without effect yet.</summary>
    NotSupportedYet,
}

/// <summary>A key of <c>app_options.yaml</c>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Property">The property of <c>AppOptions</c> that it sets; empty for one without effect.</param>
/// <param name="Kind">Its type.</param>
internal sealed record OptionKey(string Key, string Property, OptionKind Kind)
{
    public const string ExportOnnx = "export_onnx_supported";
    public const string ExportTensorRt = "export_tensorrt_supported";

    /// <summary>Every key.</summary>
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        new("device_selector", "DeviceSelector", OptionKind.Bool),
        new("model_benchmark", "ModelBenchmark", OptionKind.Bool),
        new(ExportOnnx, "ExportOnnxSupported", OptionKind.Bool),
        new(ExportTensorRt, "ExportTensorRtSupported", OptionKind.Bool),
        new("train_logger", "Logger", OptionKind.Logger),
        new("show_logs_in_gui", "ShowLogsInGui", OptionKind.Bool),
        new("auto_convert_classes", "AutoConvertClasses", OptionKind.Bool),
        new("collapsable", "Collapsable", OptionKind.Bool),
        new("demo", "Demo", OptionKind.Text),
        .. new[]
        {
            "model_selector", "classes_selector", "tags_selector", "train_val_splits_selector", "train_val_split_methods",
            "train_val_splits_methods", "generate_report", "multi_gpu", "original_repository", "legacy_checkpoints", "version_images",
        }.Select(static key => new OptionKey(key, "", OptionKind.NotSupportedYet)),
    ];
}
