namespace TrainApp.Training;

/// <summary>
/// Writes values for TensorBoard: those of steps by step, those of epochs by epoch. A name that is used for both keeps
/// its first meaning; for the other one it gets <c>_epoch</c> or <c>_step</c> at its end, since a tag has one axis.
/// </summary>
internal sealed class TensorBoardSink(string directory) : ITrainLoggerSink
{
    private readonly Dictionary<string, MetricAxis> _axes = [];
    private readonly Dictionary<string, string> _otherTags = [];
    private TensorBoardWriter? _writer;

    /// <inheritdoc/>
    public string Name => "TensorBoard event file";

    /// <inheritdoc/>
    public TimeSpan FlushInterval => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void Write(in TrainLoggerEvent trainEvent)
    {
        var axis = trainEvent.Axis;
        if (axis == MetricAxis.Time) return;
        _writer ??= new TensorBoardWriter(directory, trainEvent.WallTime);
        var kept = true;
        var place = axis == MetricAxis.Epoch ? trainEvent.Epoch : trainEvent.Step;
        foreach (var (name, value) in trainEvent.Metrics) kept &= _writer.Add(Tag(name, axis), place, trainEvent.WallTime, value);
        if (!kept) throw new IOException("Values were lost, since nothing could be written for very long.");
        if (_writer.IsFull) _writer.Flush();
    }

    /// <inheritdoc/>
    public void Flush() => _writer?.Flush();

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    private string Tag(string name, MetricAxis axis)
    {
        if (!_axes.TryGetValue(name, out var first)) _axes.Add(name, first = axis);
        if (first == axis) return name;
        if (!_otherTags.TryGetValue(name, out var tag)) _otherTags.Add(name, tag = axis == MetricAxis.Epoch ? $"{name}_epoch" : $"{name}_step");
        return tag;
    }
}
