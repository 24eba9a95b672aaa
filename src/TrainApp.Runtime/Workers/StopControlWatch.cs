using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>Passes on what appears in a run's control file. It has a thread of its own: an app may fill the thread pool.</summary>
internal sealed class StopControlWatch : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly ManualResetEventSlim _end = new();
    private readonly RunFolder _folder;
    private readonly StopControl _control;
    private readonly Thread _thread;

    public StopControlWatch(RunFolder folder, StopControl control)
    {
        (_folder, _control) = (folder, control);
        _thread = new Thread(Run) { IsBackground = true, Name = "stop control" };
        _thread.Start();
    }

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }

    private void Run()
    {
        do
        {
            if (StopControlFile.Read(_folder) is not { } request) continue;
            if (request.Stop == StopControlFile.AfterEpoch) _control.StopAfterEpoch();
            else _control.StopAfterStep();
        }
        while (!_end.Wait(s_interval));
    }
}
