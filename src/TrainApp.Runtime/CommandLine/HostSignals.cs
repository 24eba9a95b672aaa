using System.Runtime.InteropServices;
using TrainApp.Platform;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary>
/// Ctrl+C and SIGTERM, or the caller's token: before there is a run they end the attempt, then they stop the run after its
/// step; a second one ends the worker and everything it started.
/// </summary>
internal sealed class HostSignals : IDisposable
{
    private readonly CancellationTokenSource _attempt = new();
    private readonly CancellationTokenRegistration _caller;
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private (RunFolder Folder, int Worker)? _run;
    private int _received;

    public HostSignals(TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
        _caller = caller.Register(Receive);
    }

    /// <summary>Cancelled by the first signal; of use as long as no run is made.</summary>
    public CancellationToken Token => _attempt.Token;

    /// <summary>From now on signals go to a run; those that came before do too.</summary>
    private void Follow(RunFolder folder, int worker)
    {
        lock (_lock)
        {
            _run = (folder, worker);
            if (_received > 0) PassOn(folder, worker);
        }
    }

    /// <summary>Waits for the end of a run that this process has started; signals go to it.</summary>
    public async Task<RunStatus> WatchAsync(StartedRun run)
    {
        using var process = run.Process;
        Follow(run.Folder, process.Id);
        return await run.Watch.WaitAsync();
    }

    public void Dispose()
    {
        _caller.Dispose();
        foreach (var registration in _registrations) registration.Dispose();
        _attempt.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        // A terminal that closes takes this process along, not the run.
        if (context.Signal == PosixSignal.SIGHUP) Environment.Exit(ExitCodes.Failed);
        Receive();
    }

    private void Receive()
    {
        lock (_lock)
        {
            _received++;
            if (_run is { } run) PassOn(run.Folder, run.Worker);
            else _attempt.Cancel();
        }
    }

    private void PassOn(RunFolder folder, int worker)
    {
        if (_received == 1)
        {
            CommandOutput.Note("Stopping after this step; once more to end it at once.");
            StopControlFile.Write(folder, StopControlFile.AfterStep, _time);
            return;
        }

        StopControlFile.Write(folder, StopControlFile.Kill, _time);
        ProcessTree.Kill(worker);
    }
}
