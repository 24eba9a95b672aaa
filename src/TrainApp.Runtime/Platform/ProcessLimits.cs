namespace TrainApp.Platform;

/// <summary>Limits that the system sets to this process.</summary>
internal static class ProcessLimits
{
    private const int OpenFiles = 7, Space = 9, OpenFilesOnMac = 8, SpaceOnMac = 5;

    /// <summary>Files that may be open; null without a limit.</summary>
    public static ulong? Files() => Read(OperatingSystem.IsMacOS() ? OpenFilesOnMac : OpenFiles);

    /// <summary>Bytes of address space; null without a limit.</summary>
    public static ulong? AddressSpace() => Read(OperatingSystem.IsMacOS() ? SpaceOnMac : Space);

    private static unsafe ulong? Read(int resource)
    {
        if (OperatingSystem.IsWindows()) return null;
        var limits = stackalloc ulong[2];
        return Posix.ReadLimit(resource, limits) == 0 && limits[0] < long.MaxValue ? limits[0] : null;
    }
}
