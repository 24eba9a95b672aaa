using System.Diagnostics;
using TrainApp.Messages;
using TrainApp.Platform;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>Starts the app's own executable as the worker of a run.</summary>
internal static class WorkerProcess
{
    public const string Verb = "worker";

    /// <summary>Whether this process was started to work on a run.</summary>
    public static bool IsThisOne => Environment.GetCommandLineArgs() is [_, Verb, "--run", ..];

    /// <summary>Starts a worker; it makes itself independent of this process.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="app">The app's assembly; null stands for the program that runs.</param>
    /// <param name="arguments">What else it is told: <c>--retry --step export-onnx</c>.</param>
    public static Process Start(RunFolder folder, string? app, params ReadOnlySpan<string> arguments)
    {
        var executable = AppExecutable.Find(app);
        var start = new ProcessStartInfo
        {
            FileName = executable[0],
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in executable.Skip(1)) start.ArgumentList.Add(word);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add("--run");
        start.ArgumentList.Add(folder.Directory);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        // OpenMP threads that spin while they wait take the processor from a second training; the results are the same.
        start.Environment.TryAdd("OMP_WAIT_POLICY", "PASSIVE");
        // CUDA's own order puts the fastest card first; the order of the bus is the one in which devices are listed.
        start.Environment.TryAdd("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        var process = Process.Start(start) ?? throw new InvalidOperationException("The worker process did not start.");
        Message.Debug($"process {process.Id} is the worker: {start.FileName} {string.Join(' ', start.ArgumentList)}");
        process.StandardInput.Close();
        KeepFirstWords(process.StandardOutput.BaseStream, folder.Log);
        KeepFirstWords(process.StandardError.BaseStream, folder.Log);
        return process;
    }

    /// <summary>
    /// What a worker says before it has sent its output to the log itself (a runtime that does not start, code of the app
    /// that runs first) goes there too, and never to this process's own output. From then on the pipes are closed.
    /// </summary>
    private static void KeepFirstWords(Stream pipe, string log) => _ = Task.Run(async () =>
    {
        var buffer = new byte[4096];
        try
        {
            while (await pipe.ReadAsync(buffer) is var count and > 0)
            {
                SharedLog.Write(log, buffer.AsSpan(0, count));
            }
        }
        catch (IOException)
        {
            // The words are lost, not the run.
        }
    });
}
