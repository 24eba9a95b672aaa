using System.Diagnostics;
using System.Threading.Channels;

namespace TrainApp.Training;

/// <summary>
/// Stands between the training loop and the sinks: takes events without waiting for a file, and writes them on one
/// thread of its own, so that neither a slow disk nor an app that fills the thread pool disturbs the other.
/// </summary>
internal sealed class TrainLoggerQueue
{
    // Backlog is counted in values: an event is one, and each of its metrics one more. A loop that does nothing but log
    // is slowed down by a few microseconds per event, so that memory stays flat. Only when nothing has been written for
    // very long (a disk that hangs) are events dropped, and counted.
    private const long Capacity = 1 << 20;
    private const int EventsPerRound = 4096;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SlowDown = TimeSpan.FromMicroseconds(8);

    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new() { SingleReader = true });
    private readonly object _bell = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TrainLoggerSinkGuard[] _sinks;
    private readonly long _capacity;
    private bool _rung;
    private long _backlog;
    private long _dropped;

    /// <summary>Starts writing to sinks, which the queue disposes of when it is closed.</summary>
    /// <param name="sinks">Where events go, in this order.</param>
    /// <param name="report">Told once per sink, in a sentence, that it fails.</param>
    /// <param name="capacity">How large the backlog may grow, in values.</param>
    public TrainLoggerQueue(IReadOnlyList<ITrainLoggerSink> sinks, Action<string> report, long capacity = Capacity)
    {
        _capacity = capacity;
        _sinks = [.. sinks.Select(sink => new TrainLoggerSinkGuard(sink, report))];
        new Thread(Run) { IsBackground = true, Name = "train logger" }.Start();
    }

    /// <summary>Events that were dropped, because the backlog was full or the queue closed.</summary>
    public long DroppedEvents => Interlocked.Read(ref _dropped);

    /// <summary>How often a sink failed.</summary>
    public long Failures => _sinks.Sum(sink => sink.Failures);

    /// <summary>Takes an event. It never throws and waits a few microseconds at most.</summary>
    public void Add(in TrainLoggerEvent trainEvent)
    {
        var backlog = Interlocked.Read(ref _backlog);
        if (backlog >= _capacity || !_entries.Writer.TryWrite(new Entry(trainEvent, null)))
        {
            Interlocked.Increment(ref _dropped);
            return;
        }

        Interlocked.Add(ref _backlog, Weight(trainEvent));
        if (backlog > _capacity / 16) GiveWay();
    }

    /// <summary>Completes when everything added so far has been handed to the system, as far as it could be.</summary>
    public Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_entries.Writer.TryWrite(new Entry(default, flushed))) return _closed.Task;
        Ring();
        return flushed.Task;
    }

    /// <summary>Writes what was added and closes the sinks; a second call waits for the first.</summary>
    public Task CloseAsync()
    {
        _entries.Writer.TryComplete();
        Ring();
        return _closed.Task;
    }

    private static int Weight(in TrainLoggerEvent trainEvent) => 1 + trainEvent.Metrics.Length;

    private static void GiveWay()
    {
        // Not Thread.Yield: on a busy machine another process would take milliseconds.
        var start = Stopwatch.GetTimestamp();
        do Thread.SpinWait(20);
        while (Stopwatch.GetElapsedTime(start) < SlowDown);
    }

    private void Run()
    {
        while (!_entries.Reader.Completion.IsCompleted)
        {
            var more = WriteRound();
            foreach (var sink in _sinks) sink.FlushIfDue();
            if (!more) Rest();
        }

        foreach (var sink in _sinks) sink.Close();
        _closed.SetResult();
    }

    private void Rest()
    {
        lock (_bell)
        {
            if (!_rung) Monitor.Wait(_bell, Round);
            _rung = false;
        }
    }

    private void Ring()
    {
        lock (_bell)
        {
            _rung = true;
            Monitor.Pulse(_bell);
        }
    }

    private bool WriteRound()
    {
        for (var i = 0; i < EventsPerRound; i++)
        {
            if (!_entries.Reader.TryRead(out var entry)) return false;
            if (entry.Flushed is { } flushed)
            {
                foreach (var sink in _sinks) sink.Flush();
                flushed.SetResult();
                continue;
            }

            foreach (var sink in _sinks) sink.Write(entry.Event);
            Interlocked.Add(ref _backlog, -Weight(entry.Event));
        }

        return true;
    }

    private readonly record struct Entry(TrainLoggerEvent Event, TaskCompletionSource? Flushed);
}
