namespace TrainApp.Fixture;

/// <summary>Writes checkpoints, logs, sleeps, and does what its behaviour says in the middle of the second epoch.</summary>
internal static class FakeTraining
{
    public static async Task<ExperimentInfo> RunAsync(TrainSession train, CancellationToken stop)
    {
        var settings = train.BoundHyperparameters<HyperparameterValues>();
        var (epochs, steps) = (settings.Int("epochs"), settings.Int("steps"));
        var pause = TimeSpan.FromMilliseconds(settings.Int("step_milliseconds"));
        var behaviour = settings.Text("behaviour");
        var logs = behaviour is not ("deaf" or "child" or "obey");
        var checkpoints = Directory.CreateDirectory(Path.Combine(train.OutputDirectory, "checkpoints")).FullName;

        Console.WriteLine($"training on {train.TrainDataset.Images.Count} images, seed {train.Seed}, device {train.Device}");
        Console.WriteLine($"data: {train.ValDataset.Images.Count} to validate on, classes {string.Join('|', train.Classes)}, tags {string.Join('|', train.Tags)}, shapes {Shapes(train)}");
        if (train.ModelFiles.Checkpoint is { } start) Console.WriteLine($"starting from {train.ModelSource} {train.ModelName}, {train.BaseExperiment?.ExperimentName ?? "no run"}: {await File.ReadAllTextAsync(start, CancellationToken.None)}");
        await FakeExperiment.ReportConfigAsync(train);
        if (logs) train.Logger.TrainStarted(epochs);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            if (logs) train.Logger.EpochStarted(epoch, steps);
            for (var step = 0; step < steps; step++)
            {
                await Task.Delay(pause, CancellationToken.None);
                if (epoch == 2 && step == 1) Misbehaviour.Do(behaviour, train);
                if (behaviour == "obey") stop.ThrowIfCancellationRequested();
                if (behaviour == "swallow" && stop.IsCancellationRequested) break;
                Chatter.Say(train, epoch, step, steps);
                if (logs) train.Logger.StepFinished(metrics: new() { ["loss"] = behaviour == "nan" ? double.NaN : 1.0 / (epoch * steps + step) });
            }

            await SaveAsync(Path.Combine(checkpoints, "last.pth"), epoch);
            await SaveAsync(Path.Combine(checkpoints, "best.pth"), epoch);
            var score = behaviour == "nan" ? double.NaN : epoch / 10.0;
            train.ReportCheckpoint(Path.Combine(checkpoints, "last.pth"), new() { ["mAP"] = score });
            train.ReportCheckpoint(Path.Combine(checkpoints, "best.pth"), new() { ["mAP"] = score }, best: true);
            if (behaviour == "swallow" && stop.IsCancellationRequested) break;
            if (logs) train.Logger.EpochFinished(epoch, new() { ["mAP"] = score });
        }

        if (logs) train.Logger.TrainFinished();
        var experiment = await FakeExperiment.MakeAsync(train, checkpoints, settings.Text("returns"));
        Obstacle.Put(Path.GetDirectoryName(train.WorkDirectory)!);
        return experiment;
    }

    /// <summary>Class and geometry of every label that there is to train on.</summary>
    private static string Shapes(TrainSession train) => string.Join('|', train.TrainDataset.Images
        .SelectMany(image => image.ReadAnnotation().Labels)
        .Select(label => $"{label.ClassName} {label.Geometry.GetType().Name}")
        .Distinct()
        .Order(StringComparer.Ordinal));

    private static async Task SaveAsync(string path, int epoch)
    {
        await File.WriteAllTextAsync(path + ".tmp", $"weights of epoch {epoch}\n", CancellationToken.None);
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
