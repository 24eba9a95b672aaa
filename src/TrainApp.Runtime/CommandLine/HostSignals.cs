using System.Runtime.InteropServices;
using TrainApp.Platform;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary>Ctrl+C and SIGTERM stop the run after its step; a second one ends the worker and everything it started.</summary>
internal sealed class HostSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _received;

    public HostSignals(RunFolder folder, int worker, CommandContext context)
    {
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

        void Handle(PosixSignalContext signal)
        {
            signal.Cancel = true;
            // A terminal that closes takes this process along, not the run.
            if (signal.Signal == PosixSignal.SIGHUP) Environment.Exit(ExitCodes.Failed);
            if (Interlocked.Increment(ref _received) == 1)
            {
                CommandOutput.Note("Stopping after this step; once more to end it at once.");
                StopControlFile.Write(folder, StopControlFile.AfterStep, context.Time);
                return;
            }

            StopControlFile.Write(folder, StopControlFile.Kill, context.Time);
            ProcessTree.Kill(worker);
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }
}
