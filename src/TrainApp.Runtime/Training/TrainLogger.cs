using TrainApp.Training;

namespace TrainApp;

/// <summary>
/// Reports how training goes: progress for people, metrics for charts. Every call returns at once (events are written
/// by a thread of its own), and what cannot be written never stops training. Calls in an odd order are taken as they
/// come: an epoch may start before training does, and a step may finish outside an epoch.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class TrainLogger
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly TrainLoggerQueue _queue;
    private readonly Action<string> _report;
    private TrainLoggerQueue? _appQueue;
    private readonly TrainLoggerClock _clock;
    private readonly Action<StopPoint> _checkStop;
    private int _epoch = TrainLoggerEvent.NoEpoch;
    private long _step;

    internal TrainLogger(IReadOnlyList<ITrainLoggerSink> sinks, TimeProvider time, Action<StopPoint> checkStop, Action<string> report)
    {
        _queue = new TrainLoggerQueue(sinks, report);
        _report = report;
        _clock = new TrainLoggerClock(time);
        _checkStop = checkStop;
    }

    /// <summary>Events that were dropped because nothing could be written for very long.</summary>
    internal long DroppedEvents => _queue.DroppedEvents;

    /// <summary>How often a sink failed.</summary>
    internal long Failures => _queue.Failures;

    /// <summary>A logger that writes into a run folder and, where a folder is given, TensorBoard event files.</summary>
    /// <param name="runDirectory">The run folder; it exists.</param>
    /// <param name="tensorBoardDirectory">Where event files go; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="checkStop">Called after each step and epoch, once it is recorded; it may throw <see cref="OperationCanceledException"/>.</param>
    internal static TrainLogger Create(string runDirectory, string? tensorBoardDirectory, TimeProvider time, Action<StopPoint> checkStop)
    {
        List<ITrainLoggerSink> sinks = [new MetricsSink(runDirectory), new ProgressSink(runDirectory, time)];
        if (tensorBoardDirectory is not null) sinks.Add(new TensorBoardSink(tensorBoardDirectory));
        return new TrainLogger(sinks, time, checkStop, report => Console.Error.WriteLine(report));
    }

    /// <summary>Training begins.</summary>
    /// <param name="totalEpochs">How many epochs this training will run; zero or less when that is unknown.</param>
    public void TrainStarted(int totalEpochs)
    {
        lock (_gate) Enqueue(TrainLoggerEventKind.TrainStarted, _step, null, totalEpochs > 0 ? totalEpochs : null);
    }

    /// <summary>An epoch begins.</summary>
    /// <param name="epoch">Its number, counted from 0 or 1 as the app likes.</param>
    /// <param name="totalSteps">How many steps it will have; null when that is unknown.</param>
    public void EpochStarted(int epoch, int? totalSteps = null)
    {
        lock (_gate)
        {
            _epoch = epoch;
            Enqueue(TrainLoggerEventKind.EpochStarted, _step, null, totalSteps > 0 ? totalSteps : null);
        }
    }

    /// <summary>A step is done.</summary>
    /// <param name="step">Its number since training began, never anew in each epoch; without it, steps are counted from 1.</param>
    /// <param name="metrics">Values of this step, such as the loss; NaN and infinities are kept.</param>
    /// <exception cref="OperationCanceledException">The run is to stop now; let it pass.</exception>
    public void StepFinished(int? step = null, Dictionary<string, double>? metrics = null)
    {
        lock (_gate)
        {
            _step = step ?? _step + 1;
            Enqueue(TrainLoggerEventKind.StepFinished, _step, metrics);
        }

        _checkStop(StopPoint.Step);
    }

    /// <summary>An epoch is done.</summary>
    /// <param name="epoch">Its number, as given to <see cref="EpochStarted"/>.</param>
    /// <param name="metrics">Values of this epoch, such as validation figures; NaN and infinities are kept.</param>
    /// <exception cref="OperationCanceledException">The run is to stop now; let it pass.</exception>
    public void EpochFinished(int epoch, Dictionary<string, double>? metrics = null)
    {
        lock (_gate)
        {
            _epoch = epoch;
            Enqueue(TrainLoggerEventKind.EpochFinished, _step, metrics);
        }

        _checkStop(StopPoint.Epoch);
    }

    /// <summary>Training is done.</summary>
    public void TrainFinished()
    {
        lock (_gate) Enqueue(TrainLoggerEventKind.TrainFinished, _step, null);
    }

    /// <summary>Records values at a step, without finishing it.</summary>
    /// <param name="metrics">Values by name; NaN and infinities are kept.</param>
    /// <param name="step">The step since training began.</param>
    public void Log(Dictionary<string, double> metrics, int step)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        lock (_gate) Enqueue(TrainLoggerEventKind.Logged, step, metrics);
    }

    /// <summary>Records use of the machine.</summary>
    internal void Sampled(Dictionary<string, double> metrics)
    {
        lock (_gate) Enqueue(TrainLoggerEventKind.Sampled, _step, metrics);
    }

    /// <summary>Hands events to the app's own logger from now on, through a queue of its own: a slow one holds nothing up.</summary>
    internal void Attach(ITrainLogger logger)
    {
        lock (_gate) _appQueue = new TrainLoggerQueue([new AppLoggerSink(logger)], _report);
    }

    /// <summary>Completes when everything reported so far has been handed to the system, as far as it could be.</summary>
    internal Task FlushAsync() => _queue.FlushAsync();

    /// <summary>Lets the app's own logger take what is left and closes it, before what it may have written is published.</summary>
    internal async Task DetachAsync()
    {
        TrainLoggerQueue? own;
        lock (_gate) (own, _appQueue) = (_appQueue, null);
        if (own is null) return;
        var closed = own.CloseAsync();
        if (await Task.WhenAny(closed, Task.Delay(s_patience)) != closed)
            _report($"The app's own logger did not take its last events within {s_patience.TotalSeconds:0} s; the run goes on without it.");
        if (own.DroppedEvents > 0) _report($"The app's own logger was too slow: {own.DroppedEvents} events were dropped.");
    }

    /// <summary>Writes everything and closes the files; later calls are ignored.</summary>
    internal async ValueTask DisposeAsync()
    {
        await _queue.CloseAsync();
        await DetachAsync();
    }

    private void Enqueue(TrainLoggerEventKind kind, long step, Dictionary<string, double>? metrics, int? total = null)
    {
        var trainEvent = new TrainLoggerEvent
        {
            Kind = kind,
            Epoch = _epoch,
            Step = step,
            WallTime = _clock.Now(),
            Total = total,
            Metrics = metrics is { Count: > 0 } ? [.. metrics] : [],
        };
        _queue.Add(trainEvent);
        _appQueue?.Add(trainEvent);
    }
}
