using System.Globalization;
using Quickstart.Data;
using Quickstart.Model;
using TorchSharp;
using TrainApp;
using static TorchSharp.torch;

namespace Quickstart.Inference;

/// <summary>Finds fruits with a checkpoint of a run, or with an exported file in place of the network.</summary>
[Inference(Settings = "inference.yaml")]
public sealed class Detector : InferenceModel
{
    private readonly float leastScore;
    private readonly int imageSize;
    private readonly Device device;
    private readonly FruitNet? network; // none where an exported file computes

    public Detector(InferenceContext context)
    {
        leastScore = Convert.ToSingle(context.Settings["confidence"], CultureInfo.InvariantCulture);
        device = torch.device(context.Device);
        var config = context.ModelFiles.TryGetValue("config", out var file) ? NetworkConfig.Load(file) : null;
        imageSize = config?.ImageSize ?? ImageSizeIn(context.ForwardBy);
        if (context.ForwardBy is not null) return;

        network = config!.Build();
        TorchCheckpoint.Load(network, context.CheckpointPath);
        network.to(device);
        network.eval();
    }

    protected override TensorData Preprocess(IReadOnlyList<ImageFrame> images)
    {
        using var scope = NewDisposeScope();
        var squares = images.Select(image => PlaceOf(image).Draw(image)).ToArray();
        return ImageBatch.Normalize(ImageBatch.Stack(squares)).ToTensorData();
    }

    protected override IReadOnlyList<TensorData> Forward(TensorData batch)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var (logits, distances) = network!.forward(batch.ToTensor(device));
        return [logits.ToTensorData(), distances.ToTensorData()];
    }

    protected override IReadOnlyList<Predictions> Postprocess(IReadOnlyList<TensorData> outputs, IReadOnlyList<ImageFrame> images)
    {
        var found = Decoder.Decode(outputs[0], outputs[1], imageSize, leastScore);
        return images.Zip(found, (image, detections) =>
        {
            var place = PlaceOf(image);
            return new Predictions(detections.Select(item => item with { Box = place.ToImage(item.Box).Clip(image.Width, image.Height) }).ToArray());
        }).ToArray();
    }

    protected override void Dispose(bool disposing)
    {
        network?.Dispose();
        base.Dispose(disposing);
    }

    private static int ImageSizeIn(IForward? exported) =>
        int.Parse(
            exported?.Metadata.GetValueOrDefault("image_size") ?? throw new InvalidDataException("There is neither a 'config' nor an exported file that says how large images are made."),
            CultureInfo.InvariantCulture);

    private Letterbox PlaceOf(ImageFrame image) => Letterbox.Of(image.Width, image.Height, imageSize);
}
