using System.Globalization;

namespace TrainApp.Fixture;

/// <summary>Writes a line per event into the output, so that it is published; or fails as asked.</summary>
internal sealed class LineLogger(TrainSession train) : ITrainLogger, IDisposable
{
    private readonly StreamWriter _lines = File.CreateText(Path.Combine(train.OutputDirectory, "events.txt"));

    public static Func<TrainSession, ITrainLogger>? Asked { get; } = Environment.GetEnvironmentVariable("FIXTURE_LOGGER") switch
    {
        "lines" => train => new LineLogger(train),
        "absent" => _ => throw new InvalidOperationException("The server does not answer."),
        _ => null,
    };

    public void TrainStarted(int? totalEpochs) => Write($"started {totalEpochs} {train.ModelName}");

    public void EpochStarted(int epoch, int? totalSteps) => Write($"epoch {epoch} of {totalSteps} steps");

    public void StepFinished(long step, int? epoch, IReadOnlyDictionary<string, double> metrics) => Write($"step {step} {string.Join(',', metrics.Keys)}");

    public void EpochFinished(int epoch, IReadOnlyDictionary<string, double> metrics) => Write($"epoch {epoch} mAP {metrics["mAP"]}");

    public void Logged(long step, IReadOnlyDictionary<string, double> metrics) => Write($"logged {step}");

    public void TrainFinished() => Write($"finished");

    public void Dispose() => _lines.Dispose();

    private void Write(FormattableString line)
    {
        _lines.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        _lines.Flush();
    }
}
