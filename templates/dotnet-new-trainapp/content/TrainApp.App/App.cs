using TrainApp.App.Data;
using TrainApp.App.Export;
using TrainApp.App.Model;
using TrainApp.App.Sample;
using TrainApp.App.Training;
using TrainApp;

namespace TrainApp.App;

/// <summary>A training app: a small detector of fruits. The three files beside it say what can be trained, and how.</summary>
[TrainApp("TrainApp.App")]
public static partial class App
{
    private const string BestCheckpoint = "best.pth", LastCheckpoint = "last.pth";

    /// <summary>Trains, and keeps the best and the last weights. The best ones are evaluated when this is done, by <c>Inference/Detector.cs</c>.</summary>
    [TrainStart]
    public static ExperimentInfo Train(TrainSession train, Hyperparameters hyperparameters, CancellationToken stop)
    {
        var config = new NetworkConfig((int)train.Model.Width, hyperparameters.ImageSize, train.Classes);
        string checkpoints = Path.Combine(train.OutputDirectory, "checkpoints");
        string best = Path.Combine(checkpoints, BestCheckpoint), last = Path.Combine(checkpoints, LastCheckpoint);
        string configFile = Path.Combine(train.OutputDirectory, "network.json");
        config.Save(configFile);
        train.ReportModelFile("config", configFile);

        using var training = DetectionSet.Load(train.TrainDataset, train.Classes, config.ImageSize);
        using var validation = DetectionSet.Load(train.ValDataset, train.Classes, config.ImageSize);
        using var trainer = new Trainer(hyperparameters, config, training, train.Seed, train.Device);
        if (train.ModelFiles.Checkpoint is { } checkpoint) trainer.Load(checkpoint);

        double bestScore = -1;
        train.Logger.TrainStarted(totalEpochs: hyperparameters.Epochs);
        for (int epoch = 1; epoch <= hyperparameters.Epochs; epoch++)
        {
            train.Logger.EpochStarted(epoch, totalSteps: hyperparameters.StepsPerEpoch);
            double loss = TrainEpoch(train, trainer, hyperparameters.StepsPerEpoch, stop);
            if (stop.IsCancellationRequested) break;

            var scores = DetectionEvaluator.Evaluate(validation.Truth, trainer.Detect(validation), train.Classes.Count);
            var metrics = new Dictionary<string, double> { ["loss"] = loss, ["mAP"] = scores.Map ?? 0, ["AP50"] = scores.Ap50 ?? 0 };
            trainer.Save(last);
            train.ReportCheckpoint(last, metrics);
            if (metrics["mAP"] > bestScore)
            {
                bestScore = metrics["mAP"];
                trainer.Save(best);
                train.ReportCheckpoint(best, metrics, best: true);
            }

            train.Logger.EpochFinished(epoch, metrics);
        }

        if (!File.Exists(best)) stop.ThrowIfCancellationRequested();
        train.Logger.TrainFinished();
        return new ExperimentInfo
        {
            ModelName = train.ModelName,
            ModelFiles = new() { ["config"] = configFile },
            Checkpoints = checkpoints,
            BestCheckpoint = BestCheckpoint,
        };
    }

    /// <summary>Writes the best weights as ONNX and checks the file on real images.</summary>
    [ExportOnnx]
    public static string ExportOnnx(TrainSession train, ExperimentInfo experiment)
    {
        var config = NetworkConfig.Load(experiment.ModelFiles["config"]);
        using var network = config.Build();
        TorchCheckpoint.Load(network, experiment.FindBestCheckpoint());
        network.eval();
        string file = Path.Combine(train.WorkDirectory, "best.onnx");
        OnnxExport.Write(network, config, file);
        using var validation = DetectionSet.Load(train.ValDataset, train.Classes, config.ImageSize);
        foreach (int batch in new[] { 1, 3 })
        {
            double error = OnnxExport.Check(file, network, validation, batch);
            train.ReportExportCheck(new ExportCheck($"batch {batch}", Ok: true, "ONNX Runtime computes what the network does.", error));
        }

        return file;
    }

    /// <summary>Builds a TensorRT engine of the ONNX file, for batches of 1 to 8 images.</summary>
    [ExportTensorRt]
    public static Task<string> ExportTensorRt(TrainSession train, ExperimentInfo experiment, CancellationToken stop)
    {
        int size = NetworkConfig.Load(experiment.ModelFiles["config"]).ImageSize;
        var options = new TensorRtOptions
        {
            Shapes = new Dictionary<string, TensorRtShapes> { ["images"] = TensorRtShapes.Batches(1, 1, 8, 3, size, size) },
        };
        return TensorRtEngine.BuildAsync(ExportOnnx(train, experiment), Path.Combine(train.WorkDirectory, "best.engine"), options, stop);
    }

    /// <summary>The project that is trained on when none is given.</summary>
    [SampleProject]
    public static void DrawSample(string directory) => SampleProject.Draw(directory);

    private static double TrainEpoch(TrainSession train, Trainer trainer, int steps, CancellationToken stop)
    {
        double sum = 0;
        for (int step = 1; step <= steps; step++)
        {
            double loss = trainer.Step();
            sum += loss;
            if (stop.IsCancellationRequested) break; // the logger would throw: what was trained so far is returned instead
            train.Logger.StepFinished(metrics: new() { ["step_loss"] = loss });
        }

        return sum / steps;
    }
}
