namespace TrainApp.Training;

/// <summary>Keeps every value in the run's metrics.</summary>
internal sealed class MetricsSink(string runDirectory) : ITrainLoggerSink
{
    private MetricsWriter? _writer;

    /// <inheritdoc/>
    public string Name => "metrics file";

    /// <inheritdoc/>
    public TimeSpan FlushInterval => TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public void Write(in TrainLoggerEvent trainEvent)
    {
        if (trainEvent.Metrics.Length == 0) return;
        _writer ??= new MetricsWriter(runDirectory);
        var axis = trainEvent.Axis;
        var kept = true;
        foreach (var (name, value) in trainEvent.Metrics)
            kept &= _writer.Add(name, axis, trainEvent.Epoch, trainEvent.Step, trainEvent.WallTime, value);
        if (!kept) throw new IOException("Values were lost, since nothing could be written for very long.");
        if (_writer.IsFull) _writer.Flush();
    }

    /// <inheritdoc/>
    public void Flush() => _writer?.Flush();

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();
}
