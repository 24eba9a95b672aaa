using System.Diagnostics;

namespace TrainApp.Torch.Tests;

/// <summary>Programs that tests run.</summary>
internal static class Command
{
    /// <summary>Runs a program to its end; the output is both of its streams.</summary>
    public static (int ExitCode, string Output) Run(string program, string folder, params string[] words)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var word in words) start.ArgumentList.Add(word);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // Idle threads of libtorch would spin on cores that the test needs itself.
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        // The settings of the MSBuild that may run these tests must not reach another MSBuild.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
