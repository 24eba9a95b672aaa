namespace TrainApp.Fixture;

/// <summary>Writes a file in place of a graph, or fails as asked.</summary>
internal static class FakeExport
{
    public static async Task<string> RunAsync(TrainSession train, ExperimentInfo experiment, CancellationToken cancellationToken)
    {
        var behaviour = Environment.GetEnvironmentVariable("FIXTURE_EXPORT") ?? train.BoundHyperparameters<HyperparameterValues>().Text("export");
        var file = Path.Combine(train.WorkDirectory, "best.onnx");
        switch (behaviour)
        {
            case "throw":
                throw new NotSupportedException("The operator 'warp' has no mapping.");
            case "absent":
                return file;
            case "crash":
                Misbehaviour.Crash();
                break;
            case "slow":
                await Task.Delay(TimeSpan.FromMinutes(5), cancellationToken);
                break;
        }

        await File.WriteAllTextAsync(file, $"graph of {await File.ReadAllTextAsync(experiment.FindBestCheckpoint(), cancellationToken)}", cancellationToken);
        train.ReportExportCheck(new ExportCheck("batch 1", behaviour != "check", "largest difference 1e-6", 1e-6, 1e-5));
        return file;
    }
}
