namespace TrainApp.Training;

/// <summary>
/// Samples the machine's use every two seconds while a worker lives: into the run's metrics, and the last sample into
/// a file of its own. It has a thread of its own, so that an app that fills the thread pool is sampled too.
/// </summary>
internal sealed class ResourceSampler : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly ManualResetEventSlim _stop = new();
    private readonly string _runDirectory;
    private readonly Action<Dictionary<string, double>> _record;
    private readonly ResourceProbe _probe;
    private readonly Thread _thread;

    /// <summary>Starts sampling; the first sample is taken at once.</summary>
    /// <param name="runDirectory">The run folder.</param>
    /// <param name="devices">The devices of the run.</param>
    /// <param name="record">Takes the values by series' name, such as the logger's <see cref="TrainLogger.Sampled"/>.</param>
    /// <param name="time">The clock.</param>
    public ResourceSampler(string runDirectory, IReadOnlyList<string> devices, Action<Dictionary<string, double>> record, TimeProvider time)
    {
        _runDirectory = runDirectory;
        _record = record;
        _probe = new ResourceProbe(runDirectory, devices, time);
        _thread = new Thread(Run) { IsBackground = true, Name = "resource sampler" };
        _thread.Start();
    }

    /// <summary>Takes a last sample and ends.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _probe.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        do Sample();
        while (!_stop.Wait(Interval));
        Sample();
    }

    private void Sample()
    {
        var sample = _probe.Take();
        _record(sample.ToMetrics());
        try
        {
            sample.Write(_runDirectory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The samples only help to explain; the logger reports a disk that cannot be written.
        }
    }
}
