using System.Globalization;

namespace TrainApp.Workers;

/// <summary>How often the kernel killed a process of this control group because its memory limit was reached.</summary>
internal static class MemoryKills
{
    /// <summary>Reads the counter of the group that this process is in; 0 where there is none.</summary>
    public static long Count() => Count("/proc/self/cgroup", "/sys/fs/cgroup");

    /// <param name="membership">The file that lists the groups of a process.</param>
    /// <param name="root">Where the groups are mounted, of either version.</param>
    internal static long Count(string membership, string root)
    {
        try
        {
            foreach (var parts in File.ReadLines(membership).Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
            {
                var group = parts[2].TrimStart('/');
                var file = parts switch
                {
                    ["0", "", _] => Path.Combine(root, group, "memory.events"),
                    [_, var controllers, _] when controllers.Split(',').Contains("memory") => Path.Combine(root, "memory", group, "memory.oom_control"),
                    _ => null,
                };
                if (file is not null && File.Exists(file) && File.ReadLines(file).FirstOrDefault(line => line.StartsWith("oom_kill ", StringComparison.Ordinal)) is { } count)
                    return long.Parse(count.AsSpan("oom_kill ".Length), NumberStyles.None, CultureInfo.InvariantCulture);
            }

            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return 0;
        }
    }
}
