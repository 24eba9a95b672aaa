using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using TrainApp.Devices;

namespace TrainApp.Requests;

/// <summary>What else is needed to repeat a run: data fingerprint, versions, machine, revision, command line.</summary>
internal static class RunEnvironment
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static IReadOnlyDictionary<string, string> Describe(CheckedRequest request)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["data"] = request.Fingerprint,
            ["app"] = $"{Assembly.GetEntryAssembly()?.GetName().Name} {Assembly.GetEntryAssembly()?.GetName().Version}",
            ["trainapp"] = typeof(RunEnvironment).Assembly.GetName().Version?.ToString() ?? "",
            ["dotnet"] = RuntimeInformation.FrameworkDescription,
            ["system"] = $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
            ["machine"] = Environment.MachineName,
            ["device"] = string.Join(", ", request.Devices.Select(ModelOf)),
            ["command"] = string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Select(Quoted)),
        };
        if (Revision() is { } revision) environment["revision"] = revision;
        return environment;
    }

    private static string Quoted(string word) => word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word;

    private static string ModelOf(string device) => device == DeviceNames.Cpu
        ? Processor()
        : MachineDevices.Look().Gpus.FirstOrDefault(gpu => gpu.Name == device)?.Card.Model ?? device;

    private static string Processor()
    {
        try
        {
            var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
            if (line is not null) return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        catch (IOException)
        {
            // Not Linux.
        }

        return DeviceNames.Cpu;
    }

    /// <summary>The git revision of the current folder, with a mark when it has changes; null outside a repository.</summary>
    private static string? Revision()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=40", "--match=never-a-tag"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            if (git is null) return null;
            if (!git.WaitForExit(s_patience))
            {
                git.Kill();
                return null;
            }

            if (git.ExitCode != 0) return null;
            return git.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } revision ? revision : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
