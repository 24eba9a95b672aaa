using TrainApp.Training;

namespace TrainApp.Runtime.Tests.Training;

public sealed class TrainLoggerTests
{
    private readonly ManualTime _time = new();
    private readonly List<string> _reports = [];

    [Fact]
    public async Task Events_arrive_in_order_with_their_place()
    {
        var sink = new RecordingSink();
        var logger = Logger(sink);
        logger.TrainStarted(totalEpochs: 2);
        logger.EpochStarted(0, totalSteps: 3);
        logger.StepFinished(metrics: new() { ["loss"] = 0.5 });
        logger.StepFinished();
        logger.Log(new() { ["lr"] = 0.1 }, step: 7);
        logger.EpochFinished(0, new() { ["mAP"] = 0.25 });
        logger.EpochStarted(1);
        logger.StepFinished();
        logger.TrainFinished();
        await logger.DisposeAsync();

        Assert.Equal(
            [
                (TrainLoggerEventKind.TrainStarted, -1, 0L, (int?)2), (TrainLoggerEventKind.EpochStarted, 0, 0, 3),
                (TrainLoggerEventKind.StepFinished, 0, 1, null), (TrainLoggerEventKind.StepFinished, 0, 2, null),
                (TrainLoggerEventKind.Logged, 0, 7, null), (TrainLoggerEventKind.EpochFinished, 0, 2, null),
                (TrainLoggerEventKind.EpochStarted, 1, 2, null), (TrainLoggerEventKind.StepFinished, 1, 3, null),
                (TrainLoggerEventKind.TrainFinished, 1, 3, null),
            ],
            sink.Events.Select(one => (one.Kind, one.Epoch, one.Step, one.Total)));
        Assert.Equal([KeyValuePair.Create("loss", 0.5)], sink.Events[2].Metrics);
        Assert.Equal([KeyValuePair.Create("mAP", 0.25)], sink.Events[5].Metrics);
        Assert.True(sink.Disposed);
    }

    [Fact]
    public async Task A_step_that_the_app_numbers_is_counted_on_from()
    {
        var sink = new RecordingSink();
        var logger = Logger(sink);
        logger.StepFinished(step: 100);
        logger.StepFinished();
        logger.StepFinished(step: 7);
        await logger.DisposeAsync();

        Assert.Equal([100, 101, 7], sink.Events.Select(one => one.Step));
    }

    [Fact]
    public async Task Metrics_are_those_of_the_call_even_if_the_app_fills_its_dictionary_anew()
    {
        var sink = new RecordingSink();
        var logger = Logger(sink);
        Dictionary<string, double> metrics = new() { ["loss"] = 1 };
        logger.StepFinished(metrics: metrics);
        metrics["loss"] = double.NaN;
        logger.StepFinished(metrics: metrics);
        metrics.Clear();
        await logger.DisposeAsync();

        Assert.Equal([1, double.NaN], sink.Events.Select(one => Assert.Single(one.Metrics).Value));
    }

    [Fact]
    public async Task Calls_in_an_odd_order_are_taken_as_they_come()
    {
        var sink = new RecordingSink();
        var logger = Logger(sink);
        logger.TrainFinished();
        logger.EpochFinished(4);
        logger.StepFinished();
        logger.EpochStarted(-3, totalSteps: -1);
        logger.TrainStarted(-5);
        logger.TrainStarted(0);
        await logger.DisposeAsync();

        Assert.Equal([-1, 4, 4, -3, -3, -3], sink.Events.Select(one => one.Epoch));
        Assert.All(sink.Events, one => Assert.Null(one.Total));
    }

    [Theory]
    [InlineData(nameof(StopPoint.Step))]
    [InlineData(nameof(StopPoint.Epoch))]
    public async Task A_stop_comes_after_the_event_is_recorded(string at)
    {
        var sink = new RecordingSink();
        var logger = new TrainLogger([sink], _time, point =>
        {
            if (point.ToString() == at) throw new OperationCanceledException();
        }, _reports.Add);

        Action call = at == nameof(StopPoint.Step) ? () => logger.StepFinished(metrics: new() { ["loss"] = 3 }) : () => logger.EpochFinished(0, new() { ["loss"] = 3 });
        Assert.Throws<OperationCanceledException>(call);
        await logger.FlushAsync();
        Assert.Equal(3, Assert.Single(Assert.Single(sink.Events).Metrics).Value);
        await logger.DisposeAsync();
    }

    [Fact]
    public async Task Flushing_hands_everything_to_every_sink()
    {
        var sink = new RecordingSink();
        var logger = Logger(sink);
        for (var i = 1; i <= 100; i++)
        {
            logger.StepFinished();
            var before = sink.Flushes;
            await logger.FlushAsync();
            Assert.Equal(i, sink.Events.Count);
            Assert.True(sink.Flushes > before);
        }

        await logger.DisposeAsync();
    }

    [Fact]
    public async Task A_sink_is_flushed_no_more_often_than_it_wants()
    {
        var eager = new RecordingSink();
        var lazy = new RecordingSink { FlushInterval = TimeSpan.FromDays(1) };
        var logger = Logger(eager, lazy);
        for (var i = 0; i < 100_000; i++) logger.StepFinished();
        await logger.DisposeAsync();

        Assert.True(eager.Flushes > 1);
        Assert.Equal(1, lazy.Flushes);
        Assert.Equal(100_000, lazy.Events.Count);
    }

    [Fact]
    public async Task A_sink_that_always_throws_is_reported_once_and_harms_nothing_else()
    {
        var good = new RecordingSink();
        var logger = Logger(new ThrowingSink(), good);
        for (var i = 0; i < 1000; i++) logger.StepFinished();
        await logger.DisposeAsync();

        Assert.Equal(1000, good.Events.Count);
        Assert.True(logger.Failures >= 1000);
        var report = Assert.Single(_reports);
        Assert.Contains("test sink", report, StringComparison.Ordinal);
        Assert.Contains("no space", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_fails_too_harms_nothing()
    {
        var good = new RecordingSink();
        var logger = new TrainLogger([new ThrowingSink(), good], _time, _ => { }, _ => throw new IOException("closed"));
        logger.StepFinished();
        await logger.DisposeAsync();

        Assert.Single(good.Events);
    }

    [Fact]
    public async Task A_sink_that_hangs_does_not_hold_up_training_and_gets_everything_later()
    {
        using var release = new ManualResetEventSlim();
        var sink = new HangingSink(release);
        var logger = Logger(sink);
        for (var i = 0; i < 50_000; i++) logger.StepFinished();
        Assert.Empty(sink.Events);
        release.Set();
        await logger.DisposeAsync();

        Assert.Equal(50_000, sink.Events.Count);
        Assert.Equal(0, logger.DroppedEvents);
    }

    [Fact]
    public async Task A_backlog_that_is_full_drops_and_counts()
    {
        using var release = new ManualResetEventSlim();
        var sink = new HangingSink(release);
        var queue = new TrainLoggerQueue([sink], _reports.Add, capacity: 300);
        for (var i = 0; i < 1000; i++)
            queue.Add(new TrainLoggerEvent { Kind = TrainLoggerEventKind.StepFinished, Epoch = 0, Step = i, WallTime = 0, Metrics = [new("a", 1), new("b", 2)] });
        Assert.Equal(900, queue.DroppedEvents);
        release.Set();
        await queue.FlushAsync();
        queue.Add(new TrainLoggerEvent { Kind = TrainLoggerEventKind.TrainFinished, Epoch = 0, Step = 0, WallTime = 0, Metrics = [] });
        await queue.CloseAsync();

        Assert.Equal(101, sink.Events.Count);
        Assert.Equal(900, queue.DroppedEvents);
    }

    [Fact]
    public async Task Many_threads_lose_nothing_and_steps_stay_in_order()
    {
        var sink = new RecordingSink();
        var logger = Logger(sink);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 5000; i++)
            {
                logger.StepFinished(metrics: new() { [$"t{thread}"] = i });
                if (i % 1000 == 0) await logger.FlushAsync();
            }
        })));
        await logger.DisposeAsync();

        Assert.Equal(Enumerable.Range(1, 40_000).Select(i => (long)i), sink.Events.Select(one => one.Step));
        Assert.All(
            sink.Events.SelectMany(one => one.Metrics).GroupBy(one => one.Key, StringComparer.Ordinal),
            group => Assert.Equal(Enumerable.Range(0, 5000).Select(i => (double)i), group.Select(one => one.Value)));
    }

    [Fact]
    public async Task After_the_end_calls_are_ignored()
    {
        var sink = new RecordingSink();
        var logger = Logger(sink);
        logger.StepFinished();
        await logger.DisposeAsync();
        logger.StepFinished();
        logger.TrainFinished();
        await logger.FlushAsync();
        await logger.DisposeAsync();

        Assert.Single(sink.Events);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_moves_no_event_back()
    {
        var sink = new RecordingSink();
        var logger = Logger(sink);
        logger.StepFinished();
        _time.Pass(TimeSpan.FromSeconds(10));
        logger.StepFinished();
        _time.SetBack(TimeSpan.FromHours(1));
        logger.StepFinished();
        _time.Pass(TimeSpan.FromSeconds(5));
        logger.StepFinished();
        await logger.DisposeAsync();

        var start = sink.Events[0].WallTime;
        Assert.Equal([0, 10, 10, 15], sink.Events.Select(one => Math.Round(one.WallTime - start, 3)));
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_is_followed()
    {
        var sink = new RecordingSink();
        var logger = Logger(sink);
        _time.SetBack(TimeSpan.FromHours(-8));
        logger.StepFinished();
        await logger.DisposeAsync();

        Assert.Equal(_time.GetUtcNow(), DateTimeOffset.UnixEpoch.AddSeconds(sink.Events[0].WallTime), TimeSpan.FromMilliseconds(1));
    }

    private TrainLogger Logger(params ITrainLoggerSink[] sinks) => new(sinks, _time, _ => { }, _reports.Add);

    private sealed class ThrowingSink : RecordingSink
    {
        public override void Write(in TrainLoggerEvent trainEvent) => throw new IOException("no space left");

        public override void Flush() => throw new IOException("no space left");
    }

    private sealed class HangingSink(ManualResetEventSlim release) : RecordingSink
    {
        public override void Write(in TrainLoggerEvent trainEvent)
        {
            release.Wait();
            base.Write(trainEvent);
        }
    }
}
