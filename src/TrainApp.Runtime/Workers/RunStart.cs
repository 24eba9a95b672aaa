using System.Diagnostics;
using System.Text;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Requests;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>A run whose worker was started.</summary>
internal sealed record StartedRun(RunFolder Folder, Process Process, WorkerWatch Watch);

/// <summary>What became of a start: a run, or the run that holds the device.</summary>
internal readonly record struct StartOutcome(StartedRun? Run, (string Device, int Run)? Holder);

/// <summary>Makes a run of a checked request and starts its worker, one start at a time.</summary>
internal static class RunStart
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(300), s_moment = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts a new run, unless another one holds a device of it.</summary>
    /// <param name="app">The app.</param>
    /// <param name="workspace">Where the run is made.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="waiting">Told once that the start waits, and for which run.</param>
    /// <param name="cancellationToken">Calls the start off.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the run was made; there is none.</exception>
    public static async Task<StartOutcome> StartAsync(
        AppDescription app, Workspace workspace, CheckedRequest request, TimeProvider time, Action<(string Device, int Run)> waiting, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var isLeaving = false;
            using (await StartGate.EnterAsync(workspace, cancellationToken))
            {
                var holder = request.Request.ShareDevice == true ? null : DeviceLocks.FindHolder(workspace, request.Devices, sweeps: true);
                if (holder is null) return new StartOutcome(await LaunchAsync(Create(app, workspace, request, time), time, [], app.AssemblyName), null);
                isLeaving = HasEnded(workspace, holder.Value.Run);
                if (request.Request.Wait != true && !isLeaving) return new StartOutcome(null, holder);
                if (tries == 0 && !isLeaving) waiting(holder.Value);
            }

            await Task.Delay(isLeaving ? s_moment : s_interval, cancellationToken);
        }
    }

    /// <summary>Starts a worker that finalizes a run that has ended.</summary>
    /// <param name="app">The app.</param>
    /// <param name="workspace">Where the run lies.</param>
    /// <param name="status">The run.</param>
    /// <param name="step">A step to repeat though it is done; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Calls the start off.</param>
    public static async Task<StartOutcome> RetryAsync(
        AppDescription app, Workspace workspace, RunStatus status, string? step, TimeProvider time, CancellationToken cancellationToken)
    {
        var shared = status.Folder.ReadRequest().ShareDevice == true;
        while (true)
        {
            using (await StartGate.EnterAsync(workspace, cancellationToken))
            {
                var holder = shared ? null : DeviceLocks.FindHolder(workspace, status.Record!.Devices, sweeps: true);
                if (holder is null) return new StartOutcome(await LaunchAsync(status.Folder, time, step is null ? ["--retry"] : ["--retry", "--step", step], app.AssemblyName), null);
                if (!HasEnded(workspace, holder.Value.Run)) return new StartOutcome(null, holder);
            }

            await Task.Delay(s_moment, cancellationToken);
        }
    }

    /// <summary>A worker holds its device a moment longer than its run takes: whoever has seen the end need not be refused.</summary>
    private static bool HasEnded(Workspace workspace, int run) => Directory.Exists(RunNumbers.TrashPathOf(workspace, run))
        || (RunStatus.Read(RunFolder.Numbered(workspace, run)) is { Journal.Count: > 0 } status && status.State.IsFinal());

    private static async Task<StartedRun> LaunchAsync(RunFolder folder, TimeProvider time, string[] arguments, string? app)
    {
        var process = WorkerProcess.Start(folder, app, arguments);
        var watch = new WorkerWatch(folder, process, time);
        await watch.WaitUntilReadyAsync();
        return new StartedRun(folder, process, watch);
    }

    private static RunFolder Create(AppDescription app, Workspace workspace, CheckedRequest request, TimeProvider time)
    {
        var folder = RunFolder.Claim(workspace);
        var name = request.Name ?? string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{folder.Number}_{request.Project.Name}_{request.Model.Name}");
        AtomicFile.WriteBytes(folder.HyperparametersFile, Encoding.UTF8.GetBytes(request.HyperparametersText));
        AtomicFile.WriteText(folder.AppStateFile, AppStateDocument.Write(request));
        folder.WriteRecord(new RunRecord
        {
            Run = folder.Number,
            Name = name,
            Framework = app.FrameworkName,
            Model = request.Model.Name,
            Base = request.Start is { Experiment: { } experiment, Checkpoint: { } checkpoint }
                ? new BaseCheckpoint(experiment.TaskId, checkpoint, experiment.CheckpointLink(checkpoint))
                : null,
            Created = time.GetUtcNow(),
            ProjectId = request.ProjectId,
            ProjectDirectory = request.ProjectDirectory,
            ProjectName = request.Project.Name,
            Seed = request.Seed,
            Devices = request.Devices,
            Split = request.Split.ToString(),
            Classes = request.Classes,
            Tags = request.Tags,
            Conversion = request.Conversion,
            Cache = request.Cache,
            Exports = request.Exports,
            Benchmark = request.Benchmark,
            SpeedTest = request.SpeedTest,
            Environment = RunEnvironment.Describe(request),
        }, request.Request);
        folder.Journal(time).Enter(RunState.Queued);
        return folder;
    }
}
