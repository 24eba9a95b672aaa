using System.Runtime.InteropServices;

namespace TrainApp.Fixture;

/// <summary>Writes checkpoints, logs, sleeps, and does what its behaviour says in the middle of the second epoch.</summary>
internal static partial class FakeTraining
{
    public static async Task<ExperimentInfo> RunAsync(TrainSession train, CancellationToken stop)
    {
        var settings = train.BoundHyperparameters<HyperparameterValues>();
        var (epochs, steps) = (settings.Int("epochs"), settings.Int("steps"));
        var pause = TimeSpan.FromMilliseconds(settings.Int("step_milliseconds"));
        var behaviour = settings.Text("behaviour");
        var checkpoints = Directory.CreateDirectory(Path.Combine(train.OutputDirectory, "checkpoints")).FullName;

        Console.WriteLine($"training on {train.TrainDataset.Images.Count} images, seed {train.Seed}, device {train.Device}");
        train.Logger.TrainStarted(epochs);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            train.Logger.EpochStarted(epoch, steps);
            for (var step = 0; step < steps; step++)
            {
                await Task.Delay(pause, CancellationToken.None);
                if (epoch == 2 && step == 1) Misbehave(behaviour, train);
                if (behaviour == "deaf") continue;
                if (behaviour == "swallow" && stop.IsCancellationRequested) break;
                train.Logger.StepFinished(metrics: new() { ["loss"] = 1.0 / (epoch * steps + step) });
            }

            await SaveAsync(Path.Combine(checkpoints, "last.pth"), epoch);
            await SaveAsync(Path.Combine(checkpoints, "best.pth"), epoch);
            train.ReportCheckpoint(Path.Combine(checkpoints, "last.pth"), new() { ["mAP"] = epoch / 10.0 });
            train.ReportCheckpoint(Path.Combine(checkpoints, "best.pth"), new() { ["mAP"] = epoch / 10.0 }, best: true);
            if (behaviour == "swallow" && stop.IsCancellationRequested) break;
            train.Logger.EpochFinished(epoch, new() { ["mAP"] = epoch / 10.0 });
        }

        train.Logger.TrainFinished();
        var config = Path.Combine(train.WorkDirectory, "model_config.yml");
        await File.WriteAllTextAsync(config, "width: 8\n", CancellationToken.None);
        return behaviour switch
        {
            "null" => null!,
            "blank-best" => Experiment(train, config, checkpoints, ""),
            "absent-best" => Experiment(train, config, checkpoints, "absent.pth"),
            _ => Experiment(train, config, checkpoints, "best.pth"),
        };
    }

    private static ExperimentInfo Experiment(TrainSession train, string config, string checkpoints, string best) => new()
    {
        ModelName = train.ModelName,
        ModelFiles = new() { ["config"] = config },
        Checkpoints = checkpoints,
        BestCheckpoint = best,
    };

    private static async Task SaveAsync(string path, int epoch)
    {
        await File.WriteAllTextAsync(path + ".tmp", $"weights of epoch {epoch}\n", CancellationToken.None);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    private static unsafe void Misbehave(string behaviour, TrainSession train)
    {
        switch (behaviour)
        {
            case "throw":
                throw new InvalidOperationException("The loss is not a number.");
            case "exit":
                Environment.Exit(7);
                break;
            case "segv":
                _ = StringLength((byte*)8);
                break;
            case "abort":
                Abort();
                break;
            case "memory":
                List<byte[]> hoard = [];
                while (true)
                {
                    var block = new byte[16 << 20];
                    Array.Fill(block, (byte)1);
                    hoard.Add(block);
                }

            case "library":
                NotThere();
                break;
            case "write-into-data":
                foreach (var image in train.TrainDataset.Images)
                {
                    File.WriteAllBytes(image.ImagePath, [1, 2, 3]);
                    File.WriteAllText(image.AnnotationPath, "{}");
                }

                break;
        }
    }

    [LibraryImport("libc", EntryPoint = "strlen")]
    private static unsafe partial nuint StringLength(byte* text);

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void Abort();

    [LibraryImport("libnotthere", EntryPoint = "anything")]
    private static partial void NotThere();
}
