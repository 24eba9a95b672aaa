namespace TrainApp.Training;

/// <summary>Keeps a run's <see cref="RunProgress"/> up to date, ten times a second at most.</summary>
internal sealed class ProgressSink(string runDirectory, TimeProvider time) : ITrainLoggerSink
{
    private const int MostMetrics = 100;

    private readonly Dictionary<string, double> _metrics = [];
    private readonly HashSet<string> _leftOut = [];
    private RunProgress _progress = new();
    private long? _start;
    private bool _changed;

    /// <inheritdoc/>
    public string Name => "progress file";

    /// <inheritdoc/>
    public TimeSpan FlushInterval => TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public void Write(in TrainLoggerEvent trainEvent)
    {
        if (trainEvent.Kind == TrainLoggerEventKind.Sampled) return;
        var now = time.GetTimestamp();
        var at = DateTimeOffset.UnixEpoch.AddSeconds(trainEvent.WallTime);
        _start ??= now;
        Keep(trainEvent.Metrics);
        _progress = Next(trainEvent) with
        {
            Epoch = trainEvent.Epoch == TrainLoggerEvent.NoEpoch ? null : trainEvent.Epoch,
            Started = _progress.Started == default ? at : _progress.Started,
            Updated = at,
            ElapsedSeconds = time.GetElapsedTime(_start.Value, now).TotalSeconds,
        };
        _changed = true;
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (!_changed) return;
        (_progress with { Metrics = _metrics, MetricsLeftOut = _leftOut.Count }).Write(runDirectory);
        _changed = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private RunProgress Next(in TrainLoggerEvent trainEvent) => trainEvent.Kind switch
    {
        TrainLoggerEventKind.TrainStarted => _progress with { TotalEpochs = trainEvent.Total, EpochsFinished = 0, Step = 0, TotalSteps = null, Finished = false },
        TrainLoggerEventKind.EpochStarted => _progress with { TotalSteps = trainEvent.Total, Step = 0, Finished = false },
        TrainLoggerEventKind.StepFinished => _progress with { Step = _progress.Step + 1, GlobalStep = trainEvent.Step, Finished = false },
        TrainLoggerEventKind.EpochFinished => _progress with { EpochsFinished = _progress.EpochsFinished + 1 },
        TrainLoggerEventKind.TrainFinished => _progress with { Finished = true },
        _ => _progress,
    };

    private void Keep(KeyValuePair<string, double>[] metrics)
    {
        foreach (var (name, value) in metrics)
        {
            if (_metrics.Count < MostMetrics || _metrics.ContainsKey(name)) _metrics[name] = value;
            else _leftOut.Add(name);
        }
    }
}
