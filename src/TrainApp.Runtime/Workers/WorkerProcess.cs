using System.Diagnostics;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>Starts the app's own executable as the worker of a run.</summary>
internal static class WorkerProcess
{
    public const string Verb = "worker";

    /// <summary>Starts a worker; it makes itself independent of this process.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="arguments">What it should do beyond finishing the run: <c>--export onnx</c>.</param>
    public static Process Start(RunFolder folder, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo { FileName = Environment.ProcessPath!, UseShellExecute = false };
        if (IsDotnetHost(start.FileName)) start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add("--run");
        start.ArgumentList.Add(folder.Directory);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        // OpenMP threads that spin while they wait take the processor from a second training; the results are the same.
        start.Environment.TryAdd("OMP_WAIT_POLICY", "PASSIVE");
        return Process.Start(start) ?? throw new InvalidOperationException("The worker process did not start.");
    }

    private static bool IsDotnetHost(string path) => Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
}
