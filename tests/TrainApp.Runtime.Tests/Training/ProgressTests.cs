using TrainApp.Training;

namespace TrainApp.Runtime.Tests.Training;

public sealed class ProgressTests : IDisposable
{
    private readonly RunFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly TrainLogger _logger;

    public ProgressTests() => _logger = new TrainLogger([new ProgressSink(_folder.Path, _time)], _time, _ => { }, Assert.Fail);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Progress_tells_epoch_step_and_last_values()
    {
        var started = _time.GetUtcNow();
        _logger.TrainStarted(3);
        Assert.Equal(new RunProgress { TotalEpochs = 3, Started = started, Updated = started }, await Progress());

        _logger.EpochStarted(0, totalSteps: 2);
        _logger.StepFinished(metrics: new() { ["loss"] = 1 });
        _logger.StepFinished(metrics: new() { ["loss"] = 0.5 });
        _logger.EpochFinished(0, new() { ["mAP"] = double.NaN });
        _logger.EpochStarted(1, totalSteps: 4);
        _time.Pass(TimeSpan.FromSeconds(90));
        _logger.StepFinished();
        var expected = new RunProgress
        {
            Epoch = 1, EpochsFinished = 1, TotalEpochs = 3, Step = 1, TotalSteps = 4, GlobalStep = 3,
            Started = started, Updated = started.AddSeconds(90), ElapsedSeconds = 90,
        };
        Assert.Equal(expected, await Progress());
        var metrics = RunProgress.Read(_folder.Path)!.Metrics;
        Assert.Equal([("loss", 0.5), ("mAP", double.NaN)], metrics.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value)));

        _logger.TrainFinished();
        Assert.Equal(expected with { Finished = true }, await Progress());
        await _logger.DisposeAsync();
    }

    [Fact]
    public async Task Calls_in_an_odd_order_still_make_sense()
    {
        _logger.EpochFinished(7);
        var progress = await Progress();
        Assert.Equal((7, 1, null), (progress.Epoch, progress.EpochsFinished, progress.TotalEpochs));
        _logger.TrainFinished();
        Assert.True((await Progress()).Finished);
        _logger.StepFinished();
        Assert.False((await Progress()).Finished);
        _logger.TrainStarted(5);
        progress = await Progress();
        Assert.Equal((0, 5, 0L, 1L), (progress.EpochsFinished, progress.TotalEpochs, progress.Step, progress.GlobalStep));
        await _logger.DisposeAsync();
    }

    [Fact]
    public async Task A_step_is_counted_within_its_epoch_even_if_the_app_numbers_steps_itself()
    {
        _logger.EpochStarted(1, 10);
        _logger.StepFinished(step: 500);
        _logger.StepFinished(step: 501);
        var progress = await Progress();
        Assert.Equal((2L, 501L), (progress.Step, progress.GlobalStep));
        await _logger.DisposeAsync();
    }

    [Fact]
    public async Task A_clock_set_back_by_an_hour_makes_no_time_negative()
    {
        _logger.TrainStarted(1);
        await _logger.FlushAsync();
        _time.Pass(TimeSpan.FromMinutes(5));
        _time.SetBack(TimeSpan.FromHours(1));
        _logger.StepFinished();
        var progress = await Progress();
        Assert.Equal(300, progress.ElapsedSeconds);
        Assert.Equal(TimeSpan.FromMinutes(5), progress.Updated - progress.Started);
        await _logger.DisposeAsync();
    }

    [Fact]
    public async Task Of_many_metrics_the_first_hundred_are_shown_and_the_others_counted()
    {
        _logger.StepFinished(metrics: Enumerable.Range(0, 12_000).ToDictionary(i => $"metric {i}", i => (double)i));
        _logger.StepFinished(metrics: new() { ["metric 50"] = -1, ["metric 9999"] = -1 });
        await _logger.DisposeAsync();

        var progress = RunProgress.Read(_folder.Path)!;
        Assert.Equal(100, progress.Metrics.Count);
        Assert.Equal(-1, progress.Metrics["metric 50"]);
        Assert.Equal(11_900, progress.MetricsLeftOut);
    }

    [Fact]
    public async Task A_missing_or_cut_file_is_no_progress()
    {
        Assert.Null(RunProgress.Read(_folder.Path));
        Assert.Null(RunProgress.Read(_folder["missing"]));
        _logger.StepFinished(metrics: new() { ["ä"] = 1 });
        await _logger.DisposeAsync();
        var whole = File.ReadAllBytes(RunProgress.PathIn(_folder.Path));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(RunProgress.PathIn(_folder.Path), whole[..length]);
            Assert.Null(RunProgress.Read(_folder.Path));
        }

        File.WriteAllBytes(RunProgress.PathIn(_folder.Path), new byte[whole.Length]);
        Assert.Null(RunProgress.Read(_folder.Path));
    }

    [Fact]
    public async Task A_reader_always_finds_a_whole_file()
    {
        new RunProgress().Write(_folder.Path);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            while (!done.IsCancellationRequested) Assert.NotNull(RunProgress.Read(_folder.Path));
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 500; i++)
        {
            _logger.StepFinished(metrics: new() { [$"name {i % 40}"] = i });
            await _logger.FlushAsync();
        }

        await done.CancelAsync();
        await reading;
        await _logger.DisposeAsync();
        Assert.Equal(["progress.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    // Metrics are compared apart: a dictionary in a record is equal to itself only.
    private async Task<RunProgress> Progress()
    {
        await _logger.FlushAsync();
        return RunProgress.Read(_folder.Path)! with { Metrics = new RunProgress().Metrics };
    }
}
