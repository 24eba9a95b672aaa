using TrainApp.Training;

namespace TrainApp.Machine;

/// <summary>The memory that a process of ours can still get.</summary>
internal static class MachineMemory
{
    /// <summary>Bytes: what the machine has left, or the limit of the container where that is less.</summary>
    public static long Available()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return Math.Min(limit, ResourceProbe.MachineMemoryAvailable() ?? limit);
    }
}
