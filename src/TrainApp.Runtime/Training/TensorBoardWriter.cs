using Google.Protobuf;
using TrainApp.Training.TensorBoard;

namespace TrainApp.Training;

/// <summary>Writes one TensorBoard event file of scalars. The file appears with the first flush.</summary>
internal sealed class TensorBoardWriter : IDisposable
{
    private const string FileVersion = "brain.Event:2";

    private static int _files;

    private readonly TrainLoggerFile _file;
    private readonly Summary.Types.Value _value = new();
    private readonly Event _scalar;

    /// <param name="directory">The log folder that TensorBoard is given; created when it is missing.</param>
    /// <param name="created">Unix time in seconds, with its fraction.</param>
    public TensorBoardWriter(string directory, double created)
    {
        _file = new TrainLoggerFile(NewPath(directory, created));
        _scalar = new Event { Summary = new Summary { Value = { _value } } };
        Write(new Event { WallTime = created, FileVersion = FileVersion });
    }

    /// <summary>Whether a flush is due.</summary>
    public bool IsFull => _file.IsFull;

    /// <summary>Takes a value; the format holds it in single precision.</summary>
    /// <returns>False when nothing could be written for so long that the buffer is full.</returns>
    public bool Add(string tag, long step, double wallTime, double value)
    {
        _scalar.WallTime = wallTime;
        _scalar.Step = step;
        _value.Tag = tag;
        _value.SimpleValue = (float)value;
        return Write(_scalar);
    }

    /// <summary>Hands everything to the system.</summary>
    public void Flush() => _file.Flush();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string NewPath(string directory, double created)
    {
        while (true)
        {
            var name = string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"events.out.tfevents.{(long)created:D10}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref _files) - 1}");
            var path = Path.Combine(directory, name);
            if (!File.Exists(path)) return path;
        }
    }

    private bool Write(Event message)
    {
        var size = message.CalculateSize();
        var frame = _file.Reserve(size + TensorBoardFrame.Overhead);
        if (frame.IsEmpty) return false;
        message.WriteTo(frame.Slice(TensorBoardFrame.Header, size));
        TensorBoardFrame.Close(frame);
        _file.Commit(frame.Length);
        return true;
    }
}
