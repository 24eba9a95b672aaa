using System.Runtime.CompilerServices;
using TrainApp.Gui.Service;
using TrainApp.Messages;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Streaming;

/// <summary>
/// What is appended to a run's files. While somebody follows it, one reader looks at the files ten times a second and writes one frame of
/// events for all who have read as far; who has not reads the gap alone. Nothing is kept per follower, however slow one is.
/// </summary>
internal sealed class RunTail(RunFolder folder, RunFeed feed, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100), s_heartbeat = TimeSpan.FromSeconds(15);
    private const int MostPoints = 5_000, MostLines = 2_000;

    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IDisposable? _watch;
    private RunView? _view;
    private RunView? _shown;
    private object? _reading;
    private string? _unfinished;
    private StreamCursor _from;
    private StreamCursor _end;
    private StreamFrame _frame = new();
    private long _number;
    private int _followers;

    /// <summary>The metrics so far.</summary>
    public MetricHistory History { get; } = new(folder.Directory);

    public bool IsFollowed
    {
        get { lock (_gate) return _followers > 0; }
    }

    /// <summary>Server-sent events: how the run is, what lies between <paramref name="from"/> and now, then what happens.</summary>
    /// <param name="from">How far the caller has read; null for now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> FollowAsync(StreamCursor? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = Join();
        try
        {
            var (at, seen) = (from ?? Now with { Journal = 0 }, -1L);
            while (!cancellationToken.IsCancellationRequested)
            {
                // Where the reader has failed, the caller comes again, from where it is, and gets another one.
                if (Look(reading) is not var (view, frame, frameFrom, end, number, next)) yield break;
                if (seen >= 0 && number == seen)
                {
                    if (!await IsInTimeAsync(next, cancellationToken)) yield return ": alive\n\n"u8.ToArray();
                    continue;
                }

                if (seen >= 0 && number == seen + 1 && frameFrom == at)
                {
                    yield return frame.Bytes;
                }
                else
                {
                    foreach (var part in StreamGap.Read(view, at, end)) yield return part.Bytes;
                }

                (at, seen) = (end, number);
            }
        }
        finally
        {
            Leave();
        }
    }

    private StreamCursor Now
    {
        get { lock (_gate) return _end; }
    }

    private async Task<bool> IsInTimeAsync(Task next, CancellationToken cancellationToken)
    {
        try
        {
            await next.WaitAsync(s_heartbeat, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private (RunView View, StreamFrame Frame, StreamCursor From, StreamCursor End, long Number, Task Next)? Look(object reading)
    {
        lock (_gate) return ReferenceEquals(_reading, reading) ? (_view!, _frame, _from, _end, _number, _next.Task) : null;
    }

    /// <summary>Counts as a follower, unless the files cannot be read; says whose reader it follows.</summary>
    private object Join()
    {
        lock (_gate)
        {
            _reading ??= Begin();
            _followers++;
            return _reading;
        }
    }

    private object Begin()
    {
        var watch = feed.Watch(folder.Number, view => { lock (_gate) _view = view; });
        try
        {
            using var file = LogFile.Open(folder.Log);
            var length = file.Length;
            _end = new StreamCursor(_view!.Status.Journal.Count, MetricsReader.Count(folder.Directory), _view.IsLive ? file.LastLineEnd(length) : length);
        }
        catch
        {
            watch.Dispose();
            throw;
        }

        _watch = watch;
        _shown = _view;
        _number++;
        var reading = new object();
        _ = FollowFilesAsync(reading, _end.Log);
        return reading;
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_followers == 0) Rest();
        }
    }

    private void Rest()
    {
        _watch?.Dispose();
        _reading = null;
    }

    /// <summary>Reads until nobody follows any more; whoever comes after that has another reader.</summary>
    private async Task FollowFilesAsync(object reading, long start)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        using var log = new LogTail(folder.Log, start);
        List<LogLine> lines = [];
        try
        {
            while (await timer.WaitForNextTickAsync())
            {
                // All that there is in one look, in frames of bounded size.
                for (var isMore = true; isMore;)
                {
                    lock (_gate)
                    {
                        if (!ReferenceEquals(_reading, reading)) return;
                        isMore = TryAdvance(log, lines);
                    }
                }
            }
        }
        catch (Exception e)
        {
            Message.Say(MessageLevel.Error, $"Run {folder.Number} cannot be followed: {e}");
            lock (_gate)
            {
                if (ReferenceEquals(_reading, reading)) Rest();
                Signal();
            }
        }
    }

    private bool TryAdvance(LogTail log, List<LogLine> lines)
    {
        try
        {
            return Advance(log, lines);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder may be on its way to the trash; the next look tells more.
            return false;
        }
    }

    /// <summary>Makes the next frame, if there is something new; says whether there may be more.</summary>
    private bool Advance(LogTail log, List<LogLine> lines)
    {
        var frame = new StreamFrame();
        var at = _end;
        if (!ReferenceEquals(_shown, _view))
        {
            AddPresent(frame, ref at);
            _shown = _view;
        }

        var metrics = MetricsReader.Count(folder.Directory);
        StreamGap.AddMetrics(frame, folder, ref at, metrics, MostPoints);
        lines.Clear();
        var isMore = log.Read(lines, MostLines, end: null, isComplete: !_view!.IsLive) || at.Metrics < metrics;
        if (lines.Count > 0 || log.Unfinished != _unfinished) StreamGap.AddLines(frame, ref at, lines, log.Position, log.Unfinished ?? (lines.Count == 0 ? "" : null));
        _unfinished = log.Unfinished;
        if (frame.Bytes.IsEmpty) return false;
        (_from, _end, _frame) = (_end, at, frame);
        _number++;
        Signal();
        return isMore;
    }

    private void Signal()
    {
        var signal = _next;
        _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        signal.SetResult();
    }

    private void AddPresent(StreamFrame frame, ref StreamCursor at)
    {
        var (view, since, until) = (_view!, at.Journal, _view!.Status.Journal.Count);
        at = at with { Journal = until };
        if (since != until || view.State != _shown!.State) frame.Add("state", at, writer => writer.WriteState(view, since, until));
        frame.Add("progress", cursor: null, writer => writer.WriteProgress(view));
    }
}
