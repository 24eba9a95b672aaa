using System.Globalization;

namespace TrainApp.Runtime.Tests.Training;

public sealed class AppLoggerTests
{
    private readonly List<string> _reports = [];

    [Fact]
    public async Task The_app_s_own_logger_receives_every_event_in_order()
    {
        var own = new RecordingLogger();
        var logger = Logger();
        logger.Attach(own);
        logger.TrainStarted(totalEpochs: 2);
        logger.StepFinished();
        logger.EpochStarted(1, totalSteps: 3);
        logger.StepFinished(metrics: new() { ["loss"] = double.NaN });
        logger.Sampled(new() { ["cpu"] = 1 });
        logger.Log(new() { ["lr"] = 0.5 }, step: 7);
        logger.EpochFinished(1, new() { ["mAP"] = 0.25 });
        logger.TrainFinished();
        await logger.DisposeAsync();

        Assert.Equal(
            ["started 2", "step 1 of  {}", "epoch 1 of 3", "step 2 of 1 {loss=NaN}", "log 7 {lr=0.5}", "epoch 1 done {mAP=0.25}", "finished", "disposed"],
            own.Calls);
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task A_logger_that_throws_is_reported_once_and_gets_the_next_event()
    {
        var own = new RecordingLogger { Throws = true };
        var logger = Logger();
        logger.Attach(own);
        for (var i = 0; i < 5; i++) logger.StepFinished();
        await logger.DisposeAsync();

        Assert.Equal(5, own.Calls.Count(call => call.StartsWith("step", StringComparison.Ordinal)));
        Assert.Contains("RecordingLogger", Assert.Single(_reports), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logger_that_hangs_holds_neither_the_training_nor_the_other_records_up()
    {
        using var release = new ManualResetEventSlim();
        var own = new RecordingLogger { Waits = release };
        var sink = new RecordingSink();
        var logger = new TrainLogger([sink], new ManualTime(), _ => { }, _reports.Add);
        logger.Attach(own);
        for (var i = 0; i < 100; i++) logger.StepFinished();
        await logger.FlushAsync();

        Assert.Equal(100, sink.Events.Count);
        Assert.Empty(own.Calls);
        release.Set();
        await logger.DisposeAsync();
        Assert.Equal(101, own.Calls.Count);
    }

    private TrainLogger Logger() => new([], new ManualTime(), _ => { }, _reports.Add);

    private sealed class RecordingLogger : ITrainLogger, IDisposable
    {
        public List<string> Calls { get; } = [];

        public bool Throws { get; init; }

        public ManualResetEventSlim? Waits { get; init; }

        public void TrainStarted(int? totalEpochs) => Add($"started {totalEpochs}");

        public void EpochStarted(int epoch, int? totalSteps) => Add($"epoch {epoch} of {totalSteps}");

        public void StepFinished(long step, int? epoch, IReadOnlyDictionary<string, double> metrics) => Add($"step {step} of {epoch} {Text(metrics)}");

        public void EpochFinished(int epoch, IReadOnlyDictionary<string, double> metrics) => Add($"epoch {epoch} done {Text(metrics)}");

        public void Logged(long step, IReadOnlyDictionary<string, double> metrics) => Add($"log {step} {Text(metrics)}");

        public void TrainFinished() => Add("finished");

        public void Dispose() => Calls.Add("disposed");

        private static string Text(IReadOnlyDictionary<string, double> metrics) =>
            $"{{{string.Join(", ", metrics.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")))}}}";

        private void Add(string call)
        {
            Waits?.Wait(TestContext.Current.CancellationToken);
            Calls.Add(call);
            if (Throws) throw new InvalidOperationException("The server is gone.");
        }
    }
}
