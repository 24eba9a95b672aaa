using System.Runtime.InteropServices;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>SIGTERM and SIGINT stop a worker after its step; a second one lets the system end it.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _received;

    public StopSignals(StopControl stop)
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        ];

        void Handle(PosixSignalContext context)
        {
            if (Interlocked.Increment(ref _received) > 1) return;
            context.Cancel = true;
            stop.StopAfterStep();
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }
}
