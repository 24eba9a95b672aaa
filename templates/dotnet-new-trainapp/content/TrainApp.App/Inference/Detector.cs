using TrainApp.App.Data;
using TrainApp.App.Model;
using TorchSharp;
using TrainApp;
using static TorchSharp.torch;

namespace TrainApp.App.Inference;

/// <summary>Finds fruits with a checkpoint of a run.</summary>
[Inference]
public sealed class Detector : InferenceModel
{
    private const float LeastScore = 0.3f;

    private readonly NetworkConfig config;
    private readonly FruitNet network;
    private readonly Device device;

    public Detector(InferenceContext context)
    {
        config = NetworkConfig.Load(context.ModelFiles["config"]);
        device = torch.device(context.Device);
        network = config.Build();
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
        var (logits, distances) = network.forward(batch.ToTensor(device));
        return [logits.ToTensorData(), distances.ToTensorData()];
    }

    protected override IReadOnlyList<Predictions> Postprocess(IReadOnlyList<TensorData> outputs, IReadOnlyList<ImageFrame> images)
    {
        var found = Decoder.Decode(outputs[0], outputs[1], config.ImageSize, LeastScore);
        return images.Zip(found, (image, detections) =>
        {
            var place = PlaceOf(image);
            return new Predictions(detections.Select(item => item with { Box = place.ToImage(item.Box).Clip(image.Width, image.Height) }).ToArray());
        }).ToArray();
    }

    protected override void Dispose(bool disposing)
    {
        network.Dispose();
        base.Dispose(disposing);
    }

    private Letterbox PlaceOf(ImageFrame image) => Letterbox.Of(image.Width, image.Height, config.ImageSize);
}
