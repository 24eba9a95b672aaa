using System.Globalization;

namespace TrainApp.Engine.Tests.Support;

/// <summary>The processes of this machine, as far as the tests look at them.</summary>
internal static class ProcessTable
{
    /// <summary>Processes, this one left out, whose command line or current folder names a path.</summary>
    public static IReadOnlyList<int> Mentioning(string path) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0 && number != Environment.ProcessId && Mentions(number, path))];

    /// <summary>The worker that a host has started, if it lives.</summary>
    public static int? WorkerOf(int host, string workspace)
    {
        foreach (var process in Mentioning(workspace).Where(process => process != host))
        {
            if (Stat(process) is [_, var parent, ..] && parent == host.ToString(CultureInfo.InvariantCulture)) return process;
        }

        return null;
    }

    /// <summary>Whether a process lives; one that has ended and waits to be fetched does not.</summary>
    public static bool IsAlive(int process) => Stat(process) is [not ("Z" or "X"), ..];

    /// <summary>State, parent and what follows; empty when there is no such process.</summary>
    private static string[] Stat(int process)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static bool Mentions(int process, string path)
    {
        try
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
            return IsAlive(process)
                && (File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(path, StringComparison.Ordinal)
                    || File.ResolveLinkTarget(Path.Combine(folder, "cwd"), returnFinalTarget: false)?.FullName.StartsWith(path, StringComparison.Ordinal) == true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
