using System.Diagnostics;
using TrainApp.Platform;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>Waits for a worker and, when it dies without a last word, writes that word for it.</summary>
internal sealed class WorkerWatch(RunFolder folder, Process process, TimeProvider time)
{
    private readonly long _memoryKills = MemoryKills.Count();

    /// <summary>Waits until the worker holds its devices, or has ended.</summary>
    public async Task WaitUntilReadyAsync()
    {
        while (!process.HasExited && !WorkerReady.IsSet(folder, process.Id)) await Task.Delay(TimeSpan.FromMilliseconds(15));
    }

    /// <summary>Waits for the end of the worker, and ends what it started and left behind.</summary>
    /// <returns>How the run stands then; its state is final.</returns>
    public async Task<RunStatus> WaitAsync()
    {
        await process.WaitForExitAsync();
        ProcessTree.KillGroup(process.Id);
        return await AbandonedRun.CloseAsync(folder, process.ExitCode, MemoryKills.Count() > _memoryKills, time, CancellationToken.None);
    }
}
