using TrainApp.Files;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>What a worker holds as long as it lives: its run and the run's devices.</summary>
internal sealed class WorkerLease : IDisposable
{
    private readonly FileLock _run;
    private readonly DeviceLocks _devices;

    private WorkerLease(RunRecord record, FileLock run, DeviceLocks devices)
    {
        Record = record;
        _run = run;
        _devices = devices;
    }

    public RunRecord Record { get; }

    /// <summary>
    /// Takes both; null when somebody else holds one of them for good. Listing runs probes the locks for an instant, so a
    /// first refusal is not the last word.
    /// </summary>
    public static async Task<WorkerLease?> TryTakeAsync(RunFolder folder, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        FileLock? run = null;
        try
        {
            run = await FileLock.TakeAsync(folder.WorkerLock, limit.Token);
            var record = folder.ReadRecord() ?? throw new InvalidDataException($"'{folder.RecordFile}' is missing or damaged.");
            var shared = folder.ReadRequest().ShareDevice == true;
            var workspace = Workspace.OfRun(folder.Directory);
            while (true)
            {
                var devices = shared
                    ? DeviceLocks.TryShare(workspace, record.Devices, record.Run)
                    : DeviceLocks.TryTake(workspace, record.Devices, record.Run);
                if (devices is not null) return new WorkerLease(record, run, devices);
                await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            run?.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        _devices.Dispose();
        _run.Dispose();
    }
}
