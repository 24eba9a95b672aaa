namespace TrainApp.Vision.Tests.Inference;

/// <summary>"Predicts" what stands in each image's first pixel: red says where the object is, green how sure the model is.</summary>
internal sealed class KnowingModel : InferenceModel
{
    private readonly bool _masks;
    private readonly double _least;

    public KnowingModel(InferenceContext context, bool masks = false)
    {
        if (context.ModelFiles.ContainsKey("broken")) throw new InvalidDataException("The file 'broken' is broken.");
        _masks = masks;
        _least = (double)context.Settings.First().Value!;
        Confidence = context.Settings.First().Key;
    }

    public string Confidence { get; }

    public List<int> Batches { get; } = [];

    protected override TensorData Preprocess(IReadOnlyList<ImageFrame> images)
    {
        Batches.Add(images.Count);
        return new([images.Count, 2], images.SelectMany(image => new[] { image.Rgb.Span[0] / 1f, image.Rgb.Span[1] / 100f }).ToArray());
    }

    protected override IReadOnlyList<TensorData> Forward(TensorData batch) => [batch];

    protected override IReadOnlyList<Predictions> Postprocess(IReadOnlyList<TensorData> outputs, IReadOnlyList<ImageFrame> images)
    {
        var values = outputs[0].Values.ToArray();
        return [.. images.Select((_, i) => Found(values[2 * i], values[(2 * i) + 1]))];
    }

    private Predictions Found(float place, float score)
    {
        if (score < _least) return new Predictions([]);
        var box = new Box(place, place, place + 10, place + 10);
        var mask = new Mask((int)place, (int)place, 10, 10, [.. Enumerable.Repeat((byte)1, 100)]);
        return new Predictions([new Detection(0, score, box)]) { Masks = _masks ? [mask] : [] };
    }
}

/// <summary>Stands for an exported file.</summary>
internal sealed class PlainForward(int? batchSize, params (string Key, string Value)[] metadata) : IForward
{
    public List<long> Batches { get; } = [];

    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public int? BatchSize => batchSize;

    public IReadOnlyList<TensorData> Run(params IReadOnlyList<TensorData> inputs)
    {
        Batches.Add(inputs[0].Shape[0]);
        return inputs;
    }

    public void Dispose()
    {
    }
}
