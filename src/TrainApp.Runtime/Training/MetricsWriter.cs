namespace TrainApp.Training;

/// <summary>
/// Appends to the metrics of a run; one writer at a time. A run that goes on after a crash keeps its whole records and
/// its series.
/// </summary>
internal sealed class MetricsWriter : IDisposable
{
    private readonly Dictionary<(string Name, MetricAxis Axis), uint> _ids = [];
    private readonly TrainLoggerFile _series;
    private readonly TrainLoggerFile _records;
    private uint _lastId;

    /// <summary>Opens the metrics of a run; files appear with the first flush.</summary>
    public MetricsWriter(string runDirectory)
    {
        var (series, length) = SeriesFile.Read(runDirectory);
        foreach (var one in series)
        {
            _ids[(one.Name, one.Axis)] = one.Id;
            _lastId = Math.Max(_lastId, one.Id);
        }

        // A crash of the machine may have kept records whose series it lost: their ids must not get another meaning.
        foreach (var record in MetricsReader.Enumerate(runDirectory)) _lastId = Math.Max(_lastId, record.Series);
        _series = new TrainLoggerFile(SeriesFile.PathIn(runDirectory), length);
        _records = new TrainLoggerFile(MetricsReader.PathIn(runDirectory), MetricsReader.Count(runDirectory) * MetricRecord.Size);
    }

    /// <summary>Whether a flush is due.</summary>
    public bool IsFull => _records.IsFull || _series.IsFull;

    /// <summary>Takes a value.</summary>
    /// <returns>False when nothing could be written for so long that the buffer is full.</returns>
    public bool Add(string name, MetricAxis axis, int epoch, long step, double wallTime, double value)
    {
        if (!_ids.TryGetValue((name, axis), out var id) && !TryName(name, axis, out id)) return false;
        var room = _records.Reserve(MetricRecord.Size);
        if (room.IsEmpty) return false;
        new MetricRecord(id, epoch, step, wallTime, value).Write(room);
        _records.Commit(MetricRecord.Size);
        return true;
    }

    /// <summary>Hands everything to the system: names first, so that no record is ever without one.</summary>
    public void Flush()
    {
        _series.Flush();
        _records.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _series.Dispose();
        _records.Dispose();
    }

    private bool TryName(string name, MetricAxis axis, out uint id)
    {
        id = _lastId + 1;
        var line = SeriesFile.Line(new Series(id, name, axis));
        var room = _series.Reserve(line.Length);
        if (room.IsEmpty) return false;
        line.CopyTo(room);
        _series.Commit(line.Length);
        _ids.Add((name, axis), id);
        _lastId = id;
        return true;
    }
}
