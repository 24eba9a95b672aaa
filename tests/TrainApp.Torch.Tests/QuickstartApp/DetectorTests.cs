using Quickstart;
using Quickstart.Export;
using Quickstart.Model;

namespace TrainApp.Torch.Tests.QuickstartApp;

public sealed class DetectorTests(SampleFolder sample) : IClassFixture<SampleFolder>, IDisposable
{
    private static readonly Hyperparameters Short = new() { Epochs = 2, StepsPerEpoch = 3, BatchSize = 4, ImageSize = 64, Threads = 1 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_fruits_of_the_sample_are_found(int seed)
    {
        using var training = new Training(sample.Split(seed), "train", "val", new Hyperparameters(), seed);

        var scores = training.Run(_folder.At("best.pth"));

        TestContext.Current.SendDiagnosticMessage($"Sample, seed {seed}: AP50 {scores.Ap50:F3}, mAP {scores.Map:F3}");
        Assert.True(scores.Ap50 >= 0.90, $"AP50 {scores.Ap50:F3}");
        CheckInference(training, sample.Split(seed).Datasets["val"]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_losses_and_another_does_not()
    {
        var losses = new long[] { 7, 7, 8 }.Select(seed =>
        {
            using var training = new Training(sample.Split(1), "train", "val", Short, seed);
            training.Run(_folder.At("best.pth"));
            return training.Losses;
        }).ToArray();

        Assert.Equal(losses[0], losses[1]);
        Assert.NotEqual(losses[0], losses[2]);
    }

    [Fact]
    public void An_image_size_that_the_network_cannot_halve_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Training(sample.Split(1), "train", "val", Short with { ImageSize = 72 }, seed: 1));

        Assert.Contains("image_size must be a multiple of 16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_exported_file_computes_what_the_network_does()
    {
        using var training = new Training(sample.Split(1), "train", "val", Short, seed: 1);
        using var network = Train(training);
        var path = _folder.At("best.onnx");

        OnnxExport.Write(network, training.Config, path);

        Assert.InRange(OnnxExport.Check(path, network, training.Validation, batch: 1), 0, 1e-4);
        Assert.InRange(OnnxExport.Check(path, network, training.Validation, batch: 3), 0, 1e-4);
        using var session = new OnnxSession(path);
        Assert.Equal("lemon\nkiwi", session.Metadata["classes"]);
        Assert.Equal("64", session.Metadata["image_size"]);
    }

    [Fact]
    public void A_swapped_channel_fails_the_check()
    {
        using var training = new Training(sample.Split(1), "train", "val", Short, seed: 1);
        using var network = Train(training);
        using var swapped = training.Config.Build();
        TorchCheckpoint.Load(swapped, _folder.At("best.pth"));
        SwapRedAndBlue(swapped);
        OnnxExport.Write(swapped, training.Config, _folder.At("swapped.onnx"));

        var error = Assert.Throws<OnnxMismatchException>(() => OnnxExport.Check(_folder.At("swapped.onnx"), network, training.Validation, batch: 1));

        Assert.Contains(error.Output, (string[])["logits", "distances"]);
    }

    /// <summary>The class that predicts finds with the checkpoint what training found, but for what it is less sure of.</summary>
    private void CheckInference(Training training, Dataset dataset)
    {
        training.Config.Save(_folder.At("network.json"));
        using var detector = TrainAppHost.LoadModel(new InferenceContext
        {
            CheckpointPath = _folder.At("best.pth"),
            ModelFiles = new Dictionary<string, string>(StringComparer.Ordinal) { ["config"] = _folder.At("network.json") },
            Classes = training.Config.Classes,
        });

        var predictions = detector.Predict([.. dataset.Images.Select(item => ImageFrame.Load(item.ImagePath))]);

        var scores = DetectionEvaluator.Evaluate(training.Validation.Truth, [.. predictions.Select(item => item.Detections)], training.Config.Classes.Count);
        Assert.True(scores.Ap50 > 0.75, $"AP50 {scores.Ap50:F3}");
    }

    private FruitNet Train(Training training)
    {
        training.Run(_folder.At("best.pth"));
        var network = training.Config.Build();
        TorchCheckpoint.Load(network, _folder.At("best.pth"));
        return network;
    }

    private static void SwapRedAndBlue(FruitNet network)
    {
        using var quiet = TorchSharp.torch.no_grad();
        using var scope = TorchSharp.torch.NewDisposeScope();
        var first = network.parameters().First();
        first.copy_(first.flip(1));
    }
}
