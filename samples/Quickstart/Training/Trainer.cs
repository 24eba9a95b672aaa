using Quickstart.Data;
using Quickstart.Model;
using TorchSharp;
using TrainApp;
using static TorchSharp.torch;

namespace Quickstart.Training;

/// <summary>Trains a network step by step and scores it. The same seed, data and settings give the same weights.</summary>
public sealed class Trainer : IDisposable
{
    /// <summary>Scores below it say nothing about the curve of precision and recall.</summary>
    private const float LeastScore = 0.05f;

    private const double MostGradient = 10;

    private readonly Hyperparameters settings;
    private readonly NetworkConfig config;
    private readonly DetectionSet training;
    private readonly Device device;
    private readonly FruitNet network;
    private readonly optim.Optimizer optimizer;
    private readonly Augmentation augmentation;
    private readonly Random dice;
    private readonly IEnumerator<int> order;
    private int steps;

    public Trainer(Hyperparameters settings, NetworkConfig config, DetectionSet training, long seed, string device)
    {
        if (config.ImageSize % FruitNet.SizeStep != 0)
            throw new ArgumentException($"image_size must be a multiple of {FruitNet.SizeStep}; it is {config.ImageSize}.");

        (this.settings, this.config, this.training) = (settings, config, training);
        this.device = torch.device(device);
        TorchSetup.Apply(seed, settings.Threads);
        network = config.Build();
        network.to(this.device);
        optimizer = settings.Optimizer.Type switch
        {
            Hyperparameters.OptimizerSection.TypeChoice.AdamW => optim.AdamW(network.parameters(), settings.Optimizer.Lr, weight_decay: settings.Optimizer.WeightDecay),
            _ => optim.SGD(network.parameters(), settings.Optimizer.Lr, momentum: 0.9, weight_decay: settings.Optimizer.WeightDecay),
        };
        augmentation = new Augmentation(settings.Augmentation);
        dice = new Random((int)(seed % int.MaxValue));
        order = training.Shuffled(dice).GetEnumerator();
    }

    /// <summary>Starts from weights that were trained before.</summary>
    public void Load(string checkpoint) => TorchCheckpoint.Load(network, checkpoint);

    public void Save(string checkpoint) => TorchCheckpoint.Save(network, checkpoint);

    /// <summary>Takes one step and returns the loss.</summary>
    public double Step()
    {
        using var scope = NewDisposeScope(); // frees every tensor of the step, those of the graph included
        network.train();
        double rate = LearningRate(++steps);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;

        var chosen = new int[settings.BatchSize];
        for (int i = 0; i < chosen.Length && order.MoveNext(); i++) chosen[i] = order.Current;
        var (images, labels) = augmentation.Apply(training.Read(chosen, device), chosen.Select(training.BoxesInSquare).ToArray(), dice);
        var targets = TargetMaps.Build(labels, config.Classes.Count, config.ImageSize, device);
        var (logits, distances) = network.forward(images);
        var loss = DetectionLoss.Compute(logits, distances, targets, settings.BoxWeight);
        optimizer.zero_grad();
        loss.backward();
        nn.utils.clip_grad_norm_(network.parameters(), MostGradient);
        optimizer.step();
        return loss.item<float>();
    }

    /// <summary>The detections in every image of a dataset, in pixels of the image.</summary>
    public Detection[][] Detect(DetectionSet dataset)
    {
        network.eval();
        using var quiet = no_grad();
        var found = new List<Detection[]>();
        foreach (var chosen in Enumerable.Range(0, dataset.Count).Chunk(settings.BatchSize))
        {
            using var scope = NewDisposeScope();
            var (logits, distances) = network.forward(dataset.Read(chosen, device));
            var batch = Decoder.Decode(logits.ToTensorData(), distances.ToTensorData(), config.ImageSize, LeastScore);
            found.AddRange(chosen.Zip(batch, dataset.ToImage));
        }

        return found.ToArray();
    }

    public void Dispose()
    {
        order.Dispose();
        optimizer.Dispose();
        network.Dispose();
    }

    /// <summary>A straight climb to the peak, then half a cosine down to 0, or none.</summary>
    private double LearningRate(int step)
    {
        int total = settings.Epochs * settings.StepsPerEpoch;
        double warmup = settings.LrScheduler.WarmupShare * total;
        if (step <= warmup) return settings.Optimizer.Lr * step / warmup;
        if (settings.LrScheduler.Type == Hyperparameters.LrSchedulerSection.TypeChoice.Constant) return settings.Optimizer.Lr;
        return settings.Optimizer.Lr * (1 + Math.Cos(Math.PI * (step - warmup) / (total - warmup))) / 2;
    }
}
