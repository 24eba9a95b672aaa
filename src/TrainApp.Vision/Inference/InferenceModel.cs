using System.Diagnostics;
using TrainApp.Vision.Inference;

namespace TrainApp;

/// <summary>
/// Marks the class that predicts with a trained model: an <see cref="InferenceModel"/> whose constructor takes an
/// <see cref="InferenceContext"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InferenceAttribute : Attribute
{
    /// <summary>
    /// Path of a YAML file with the settings that a caller may change, seen from the project and listed among its
    /// <c>AdditionalFiles</c>; null when there are none. It is compiled in: a model that the generated <c>TrainAppHost.LoadModel</c>
    /// makes has its values in <see cref="InferenceContext.Settings"/>.
    /// </summary>
    public string? Settings { get; set; }
}

/// <summary>What a model is loaded from.</summary>
public sealed record InferenceContext
{
    /// <summary>Path of the checkpoint; empty when <see cref="ForwardBy"/> stands alone.</summary>
    public required string CheckpointPath { get; init; }

    /// <summary>Local paths of the model's further files, by the names that training gave them in <see cref="ExperimentInfo.ModelFiles"/>.</summary>
    public IReadOnlyDictionary<string, string> ModelFiles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of the classes in the order of their indices.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>
    /// What computes in place of the model's own <see cref="InferenceModel.Forward"/>; null for the network in the checkpoint. A model
    /// that is given one needs no weights. Whoever gave it disposes of it.
    /// </summary>
    public IForward? ForwardBy { get; init; }

    /// <summary>Where to compute: <c>cpu</c>, <c>cuda:0</c>, …</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>
    /// The settings by name: <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, null, an array of
    /// these, or a dictionary for a section.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Settings { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The same with settings that stand for those that are not set here. Generated code calls this with the file of <see cref="InferenceAttribute.Settings"/>.</summary>
    public InferenceContext WithDefaults(IReadOnlyDictionary<string, object?> defaults)
    {
        var settings = new Dictionary<string, object?>(defaults, StringComparer.Ordinal);
        foreach (var (name, value) in Settings) settings[name] = value;
        return this with { Settings = settings };
    }
}

/// <summary>What a model says of one image.</summary>
/// <param name="Detections">The objects found, best score first.</param>
public sealed record Predictions(IReadOnlyList<Detection> Detections)
{
    /// <summary>The pixels of each of <see cref="Detections"/>, in the same order, in pixels of the image; empty where a model finds boxes alone.</summary>
    public IReadOnlyList<Mask> Masks { get; init; } = [];
}

/// <summary>A trained model in use. Prediction is three steps, of which <see cref="Forward"/> alone needs the network.</summary>
public abstract class InferenceModel : IDisposable
{
    /// <summary>What computes in place of <see cref="Forward"/>; null for the model's own network. The generated <c>LoadModel</c> takes it from the context.</summary>
    public IForward? ForwardBy { get; init; }

    /// <summary>Predicts a batch of images, which may differ in size.</summary>
    /// <returns>One entry per image, in the same order.</returns>
    /// <exception cref="InvalidOperationException">The model returned another number of entries.</exception>
    public IReadOnlyList<Predictions> Predict(IReadOnlyList<ImageFrame> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0) return [];
        return Check(Postprocess(Compute(Preprocess(images)), images), images.Count);
    }

    /// <summary><see cref="Predict"/> with the time that each of its three steps takes.</summary>
    internal StepTimes Measure(IReadOnlyList<ImageFrame> images)
    {
        var start = Stopwatch.GetTimestamp();
        var batch = Preprocess(images);
        var prepared = Stopwatch.GetTimestamp();
        var outputs = Compute(batch);
        var computed = Stopwatch.GetTimestamp();
        Check(Postprocess(outputs, images), images.Count);
        return new StepTimes(Stopwatch.GetElapsedTime(start, prepared), Stopwatch.GetElapsedTime(prepared, computed), Stopwatch.GetElapsedTime(computed));
    }

    /// <summary><see cref="Predict"/> on another thread.</summary>
    public Task<IReadOnlyList<Predictions>> PredictAsync(IReadOnlyList<ImageFrame> images, CancellationToken stop = default) =>
        Task.Run(() => Predict(images), stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the network's input of images: a batch [N,C,H,W].</summary>
    protected abstract TensorData Preprocess(IReadOnlyList<ImageFrame> images);

    /// <summary>Runs the network.</summary>
    /// <param name="batch">What <see cref="Preprocess"/> returned.</param>
    protected abstract IReadOnlyList<TensorData> Forward(TensorData batch);

    /// <summary>Makes predictions, in pixels of the images, of the network's outputs.</summary>
    protected abstract IReadOnlyList<Predictions> Postprocess(IReadOnlyList<TensorData> outputs, IReadOnlyList<ImageFrame> images);

    private IReadOnlyList<TensorData> Compute(TensorData batch) => ForwardBy is { } other ? other.Run(batch) : Forward(batch);

    private IReadOnlyList<Predictions> Check(IReadOnlyList<Predictions> predictions, int images) => predictions.Count == images
        ? predictions
        : throw new InvalidOperationException($"{GetType().Name} was given {images} images and returned predictions of {predictions.Count}.");

    /// <summary>Frees the network.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
