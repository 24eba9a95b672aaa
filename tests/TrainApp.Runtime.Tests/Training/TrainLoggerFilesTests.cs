using TrainApp.Training;

namespace TrainApp.Runtime.Tests.Training;

/// <summary>The logger as a run has it: with its files.</summary>
public sealed class TrainLoggerFilesTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_training_is_found_in_all_three_files()
    {
        var logger = TrainLogger.Create(_folder.Path, _folder["logs"], TimeProvider.System, _ => { });
        logger.TrainStarted(2);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            logger.EpochStarted(epoch, totalSteps: 50);
            for (var i = 0; i < 50; i++) logger.StepFinished(metrics: new() { ["loss"] = i });
            logger.EpochFinished(epoch, new() { ["mAP"] = epoch });
        }

        logger.TrainFinished();
        await logger.DisposeAsync();

        var page = MetricsReader.Read(_folder.Path);
        var events = EventFileReader.Read(Assert.Single(Directory.GetFiles(_folder["logs"])));
        Assert.Equal(102, page.Records.Count);
        Assert.Equal(
            page.Records.Select(one => (Name(one), Place(one), one.WallTime, (float)one.Value)),
            events.Skip(1).Select(one => (one.Tag!, one.Step, one.WallTime, one.Value!.Value)));
        var progress = RunProgress.Read(_folder.Path)!;
        Assert.Equal((1, 2, 2, 50L, 100L, true), (progress.Epoch, progress.EpochsFinished, progress.TotalEpochs, progress.Step, progress.GlobalStep, progress.Finished));
        Assert.Equal(0, logger.Failures + logger.DroppedEvents);

        string Name(MetricRecord record) => page.Series.Single(one => one.Id == record.Series).Name;
        long Place(MetricRecord record) => Name(record) == "mAP" ? record.Epoch : record.Step;
    }

    [Fact]
    public async Task A_run_that_goes_on_appends_and_starts_an_event_file_of_its_own()
    {
        for (var part = 0; part < 2; part++)
        {
            var logger = TrainLogger.Create(_folder.Path, _folder["logs"], TimeProvider.System, _ => { });
            logger.StepFinished(step: part, metrics: new() { ["loss"] = part });
            await logger.DisposeAsync();
        }

        var page = MetricsReader.Read(_folder.Path);
        Assert.Single(page.Series);
        Assert.Equal([0, 1], page.Records.Select(one => one.Value));
        Assert.Equal(2, Directory.GetFiles(_folder["logs"]).Length);
    }

    [Fact]
    public async Task A_full_disk_under_the_metrics_stops_neither_training_nor_the_other_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A disk that is always full (/dev/full) exists on Linux only.");
        File.CreateSymbolicLink(_folder["metrics.bin"], "/dev/full");
        List<string> reports = [];
        var time = new ManualTime();
        var logger = new TrainLogger([new MetricsSink(_folder.Path), new ProgressSink(_folder.Path, time), new TensorBoardSink(_folder["logs"])], time, _ => { }, reports.Add);
        for (var i = 0; i < 20; i++)
        {
            logger.StepFinished(metrics: new() { ["loss"] = i });
            await logger.FlushAsync();
        }

        await logger.DisposeAsync();
        Assert.StartsWith("The metrics file cannot be written (", Assert.Single(reports), StringComparison.Ordinal);
        Assert.True(logger.Failures >= 20);
        Assert.Equal(20, RunProgress.Read(_folder.Path)!.GlobalStep);
        Assert.Equal(21, EventFileReader.Read(Assert.Single(Directory.GetFiles(_folder["logs"]))).Count);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_stops_nothing()
    {
        File.WriteAllText(_folder["file"], "");
        List<string> reports = [];
        var time = new ManualTime();
        var below = Path.Combine(_folder["file"], "run");
        var logger = new TrainLogger([new MetricsSink(below), new ProgressSink(below, time), new TensorBoardSink(below)], time, _ => { }, reports.Add);
        for (var i = 0; i < 20; i++) logger.StepFinished(metrics: new() { ["loss"] = i });
        logger.TrainFinished();
        await logger.DisposeAsync();

        Assert.Equal(3, reports.Count);
    }

    [Fact]
    public async Task Twelve_thousand_metrics_of_one_step_are_kept()
    {
        var logger = TrainLogger.Create(_folder.Path, _folder["logs"], TimeProvider.System, _ => { });
        var metrics = Enumerable.Range(0, 12_000).ToDictionary(i => $"metric/{i}\n\"ü\"", i => (double)i);
        logger.StepFinished(metrics: metrics);
        await logger.DisposeAsync();

        Assert.Equal(
            metrics.OrderBy(one => one.Value).Select(one => (one.Key, one.Value)),
            MetricsReader.ReadLast(_folder.Path).OrderBy(one => one.Value.Value).Select(one => (one.Key.Name, one.Value.Value)));
        Assert.Equal(12_001, EventFileReader.Read(Assert.Single(Directory.GetFiles(_folder["logs"]))).Count);
    }
}
