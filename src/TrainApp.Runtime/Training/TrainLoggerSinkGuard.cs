using System.Diagnostics;

namespace TrainApp.Training;

/// <summary>Keeps the failures of one sink from everything else: counted always, reported once.</summary>
internal sealed class TrainLoggerSinkGuard(ITrainLoggerSink sink, Action<string> report)
{
    private long _lastFlush = Stopwatch.GetTimestamp();
    private long _failures;

    /// <summary>How often the sink failed.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Hands an event on.</summary>
    public void Write(in TrainLoggerEvent trainEvent)
    {
        try
        {
            sink.Write(trainEvent);
        }
        catch (Exception exception)
        {
            Count(exception);
        }
    }

    /// <summary>Flushes when the sink's interval has passed.</summary>
    public void FlushIfDue()
    {
        if (Stopwatch.GetElapsedTime(_lastFlush) >= sink.FlushInterval) Flush();
    }

    /// <summary>Flushes now.</summary>
    public void Flush()
    {
        _lastFlush = Stopwatch.GetTimestamp();
        try
        {
            sink.Flush();
        }
        catch (Exception exception)
        {
            Count(exception);
        }
    }

    /// <summary>Flushes and disposes of the sink.</summary>
    public void Close()
    {
        Flush();
        try
        {
            sink.Dispose();
        }
        catch (Exception exception)
        {
            Count(exception);
        }
    }

    private void Count(Exception exception)
    {
        if (Interlocked.Increment(ref _failures) > 1) return;
        try
        {
            report($"The {sink.Name} cannot be written ({exception.Message.TrimEnd('.')}). Training goes on; what can be kept is written later.");
        }
        catch (IOException)
        {
            // The place for reports may be on the same full disk.
        }
    }
}
