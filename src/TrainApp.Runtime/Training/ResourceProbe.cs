using System.Diagnostics;
using System.Globalization;
using TrainApp.Devices;

namespace TrainApp.Training;

/// <summary>Asks the system how this process and its machine fare. Linux tells most, through <c>/proc</c>.</summary>
/// <param name="directory">A folder on the disk whose free space matters.</param>
/// <param name="devices">The devices of the run: of its cards NVIDIA's driver tells.</param>
/// <param name="time">The clock.</param>
internal sealed class ResourceProbe(string directory, IReadOnlyList<string> devices, TimeProvider time) : IDisposable
{
    private readonly GpuMeter? _gpus = GpuMeter.TryOpen(devices);
    private TimeSpan _cpuBefore = CpuTime();
    private long _before = time.GetTimestamp();

    /// <summary>Takes a sample; what cannot be found out is null.</summary>
    public ResourceSample Take()
    {
        var memory = GC.GetGCMemoryInfo();
        var status = OperatingSystem.IsLinux() ? ReadSizes("/proc/self/status") : [];
        var machine = OperatingSystem.IsLinux() ? ReadSizes("/proc/meminfo") : [];
        return new ResourceSample
        {
            At = time.GetUtcNow(),
            CpuPercent = CpuPercent(),
            ProcessMemory = status.GetValueOrDefault("VmRSS") ?? Environment.WorkingSet,
            ProcessMemoryPeak = status.GetValueOrDefault("VmHWM"),
            ProcessAddressSpace = status.GetValueOrDefault("VmSize"),
            MachineMemory = machine.GetValueOrDefault("MemTotal"),
            MachineMemoryAvailable = machine.GetValueOrDefault("MemAvailable"),
            MemoryLimit = memory.TotalAvailableMemoryBytes > 0 ? memory.TotalAvailableMemoryBytes : null,
            DiskFree = DiskFree(),
            Gpus = [.. (_gpus?.Take() ?? []).Select(gpu => new GpuSample(gpu.Device, gpu.Use.Percent, gpu.Use.Memory?.Used, gpu.Use.Memory?.Total))],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _gpus?.Dispose();

    /// <summary>RAM that programs can still get without swapping, in bytes; null where the system does not tell.</summary>
    public static long? MachineMemoryAvailable() => OperatingSystem.IsLinux() ? ReadSizes("/proc/meminfo").GetValueOrDefault("MemAvailable") : null;

    /// <summary>Reads lines such as <c>VmRSS:   1234 kB</c>, in bytes.</summary>
    internal static Dictionary<string, long?> ParseSizes(IEnumerable<string> lines)
    {
        Dictionary<string, long?> sizes = [];
        foreach (var line in lines)
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is [var name, var number, "kB"] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes))
                sizes[name.TrimEnd(':')] = kilobytes * 1024;
        }

        return sizes;
    }

    private static Dictionary<string, long?> ReadSizes(string path)
    {
        try
        {
            return ParseSizes(File.ReadLines(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private double? CpuPercent()
    {
        var (cpu, now) = (CpuTime(), time.GetTimestamp());
        var passed = time.GetElapsedTime(_before, now);
        var used = cpu - _cpuBefore;
        (_cpuBefore, _before) = (cpu, now);
        return passed > TimeSpan.Zero ? Math.Clamp(100 * (used / passed) / Environment.ProcessorCount, 0, 100) : null;
    }

    private long? DiskFree()
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
