using System.Globalization;

namespace TrainApp.Workers;

/// <summary>How often the kernel killed a process of this control group because its memory limit was reached.</summary>
internal static class MemoryKills
{
    public static long Count()
    {
        try
        {
            var group = File.ReadLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal));
            if (group is null) return 0;
            var events = Path.Combine("/sys/fs/cgroup", group[3..].TrimStart('/'), "memory.events");
            var line = File.ReadLines(events).FirstOrDefault(line => line.StartsWith("oom_kill ", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("oom_kill ".Length), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return 0;
        }
    }
}
