namespace TrainApp;

/// <summary>Marks the static partial class that holds an app's methods.</summary>
/// <param name="frameworkName">The name of the framework, as it appears in artifacts: <c>265_RT-DETRv2</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TrainAppAttribute(string frameworkName) : Attribute
{
    /// <summary>The name of the framework.</summary>
    public string FrameworkName { get; } = frameworkName;

    /// <summary>Path of the model list (default <c>models.json</c>), or its JSON text.</summary>
    public string? Models { get; set; }

    /// <summary>Path of the hyperparameters (default <c>hyperparameters.yaml</c>), or their YAML text.</summary>
    public string? Hyperparameters { get; set; }

    /// <summary>Path of the app options (default <c>app_options.yaml</c>, which may be absent), or their YAML text.</summary>
    public string? AppOptions { get; set; }

    /// <summary>The workspace folder; the command line and the environment win over it.</summary>
    public string? WorkDirectory { get; set; }
}

/// <summary>
/// Marks the training method: any subset, in any order, of (<c>TrainSession</c>, <c>Hyperparameters</c>,
/// <c>CancellationToken</c>), returning <c>ExperimentInfo</c> or a task of it.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TrainStartAttribute : Attribute;

/// <summary>
/// Marks the ONNX export: the parameters of <c>TrainStartAttribute</c> and <c>ExperimentInfo</c>, returning
/// the file as <c>string</c>, <c>FileInfo</c> or a task of them.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ExportOnnxAttribute : Attribute;

/// <summary>Marks the TensorRT export; its signature is that of <c>ExportOnnxAttribute</c>.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ExportTensorRtAttribute : Attribute;

/// <summary>
/// Marks the method that draws the sample project, used when no project is given: it takes the folder to fill
/// (<c>string</c>) and, optionally, a <c>CancellationToken</c>; it returns nothing or a task.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class SampleProjectAttribute : Attribute;

/// <summary>
/// Marks the class that receives every event of the training beside the framework's own records: an
/// <c>ITrainLogger</c> with a constructor without parameters, or one that takes the <c>TrainSession</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TrainLoggerAttribute : Attribute;
