namespace TrainApp;

/// <summary>What <c>app_options.yaml</c> says; the defaults are the tutorial's.</summary>
public sealed record AppOptions
{
    /// <summary><c>device_selector</c>: offer a choice of device.</summary>
    public bool DeviceSelector { get; init; }

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

    /// <summary><c>auto_convert_classes</c>: convert shapes to the task's without asking.</summary>
    public bool AutoConvertClasses { get; init; }

    /// <summary><c>collapsable</c>: collapse the page's cards on selection.</summary>
    public bool Collapsable { get; init; }

    /// <summary><c>demo</c>: a folder that is published with the artifacts.</summary>
    public string? Demo { get; init; }
}
