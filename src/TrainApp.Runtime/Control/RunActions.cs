using System.Globalization;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Platform;
using TrainApp.Requests;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.Control;

/// <summary>
/// What can be done with runs of a workspace. Verbs, code, page and HTTP API all act through it, so that they decide alike and
/// refuse with the same words.
/// </summary>
internal sealed class RunActions(AppDescription app, Workspace workspace, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Finds a run; one whose worker died without a word is explained now.</summary>
    /// <param name="word">Its number or name, or <c>latest</c>.</param>
    /// <param name="cancellationToken">Ends the wait for a dead worker's lock.</param>
    /// <exception cref="RefusedException">There is no such run.</exception>
    public Task<RunStatus> FindAsync(string word, CancellationToken cancellationToken) => CloseAbandonedAsync(Find(word), cancellationToken);

    /// <summary>Finds a run as its folder tells it.</summary>
    /// <exception cref="RefusedException">There is no such run.</exception>
    public RunStatus Find(string word) => RunRegistry.Find(workspace, word)
        ?? throw new RefusedException(Refusal.UnknownRun, "unknown-run", $"There is no run '{word}' in {workspace.Root}.", "The runs verb lists them.");

    /// <summary>Checks a request against project, models, options and devices; starts nothing.</summary>
    /// <exception cref="RefusedException">The workspace cannot be made.</exception>
    public async Task<RequestCheck> CheckAsync(TrainRequest request, CancellationToken cancellationToken)
    {
        MakeWorkspace();
        var checker = new RequestChecker(app, workspace);
        var accepted = await checker.CheckAsync(request, cancellationToken);
        return new RequestCheck(checker.Problems, checker.Notes, accepted);
    }

    /// <summary>Starts a run, and returns when its process works on it. Whoever calls waits for its end, or has somebody wait.</summary>
    /// <param name="request">A request in which nothing is wrong.</param>
    /// <param name="waiting">Told once that the start waits for a device, and for which run.</param>
    /// <param name="cancellationToken">Calls the start off; a run that was made goes on.</param>
    /// <exception cref="RefusedException">Another run works on a device.</exception>
    public async Task<StartedRun> StartAsync(CheckedRequest request, Action<(string Device, int Run)> waiting, CancellationToken cancellationToken)
    {
        var outcome = await RunStart.StartAsync(app, workspace, request, time, waiting, cancellationToken);
        return outcome.Run ?? throw DeviceTaken(outcome.Holder!.Value, "Wait for it (--wait), stop it (stop RUN), or allow several runs on the device (--share-device).");
    }

    /// <summary>Asks a run to stop.</summary>
    /// <exception cref="RefusedException">It has ended.</exception>
    public void AskToStop(RunStatus status, StopMoment moment)
    {
        if (status.State.IsFinal())
            throw new RefusedException(Refusal.WrongState, "not-running", string.Create(CultureInfo.InvariantCulture, $"Run {status.Folder.Number} has ended: {status.State.Name()}."));
        StopControlFile.Write(status.Folder, StopControlFile.WordOf(moment), time);
    }

    /// <summary>Asks a run to stop, and waits for its end.</summary>
    /// <exception cref="RefusedException">It has ended.</exception>
    public async Task<RunStatus> StopAsync(RunStatus status, StopMoment moment, CancellationToken cancellationToken)
    {
        AskToStop(status, moment);
        do
        {
            // A worker that has only just been started shows itself a little later.
            if (moment == StopMoment.Now && WorkerReady.Read(status.Folder) is { } worker && FileLock.IsHeld(status.Folder.WorkerLock)) ProcessTree.Kill(worker.Process);
            await Task.Delay(s_interval, cancellationToken);
            status = RunStatus.Read(status.Folder);
        }
        while (!status.State.IsFinal());

        return await CloseAbandonedAsync(status, cancellationToken);
    }

    /// <summary>Starts to finish a run: what is missing is published, what failed repeated.</summary>
    /// <param name="status">The run.</param>
    /// <param name="step">A step that is repeated though it is done; of the exports that one alone. Null for none.</param>
    /// <param name="cancellationToken">Calls the start off.</param>
    /// <returns>Null when nothing is left to do.</returns>
    /// <exception cref="RefusedException">It goes on, has nothing to finish, has no such step, or another run works on its device.</exception>
    public async Task<StartedRun?> RetryAsync(RunStatus status, string? step, CancellationToken cancellationToken)
    {
        RetryRules.RequireStep(app, step);
        RetryRules.RequireEnd(status);
        RetryRules.RequireSomething(status.Folder);
        return step is null && RetryRules.IsWhole(status) ? null : await RepeatAsync(status, step, cancellationToken);
    }

    /// <summary>Starts to repeat an export.</summary>
    /// <param name="status">The run.</param>
    /// <param name="format"><c>onnx</c> or <c>tensorrt</c>.</param>
    /// <param name="cancellationToken">Calls the start off.</param>
    /// <exception cref="RefusedException">It goes on, has no checkpoint, the app has no such export, or another run works on its device.</exception>
    public async Task<StartedRun> ExportAsync(RunStatus status, string format, CancellationToken cancellationToken)
    {
        RetryRules.RequireEnd(status);
        RetryRules.RequireCheckpoint(status.Folder);
        RetryRules.RequireExport(app, format);
        return await RepeatAsync(status, Finalization.Finalizer.ExportStepOf(format), cancellationToken);
    }

    /// <summary>
    /// Moves a run's folder to the trash of the workspace, at once and whole. What it published stays, since other runs may have started from
    /// it; its number is never used again.
    /// </summary>
    /// <exception cref="RefusedException">It goes on.</exception>
    public async Task TrashAsync(RunStatus status, CancellationToken cancellationToken)
    {
        // Nobody starts to finish the run meanwhile: that, too, goes through the gate.
        using var gate = await StartGate.EnterAsync(workspace, cancellationToken);
        RetryRules.RequireEnd(RunStatus.Read(status.Folder));
        // The worker may have said its last word, and not gone yet.
        (await FileLock.TakeAsync(status.Folder.WorkerLock, cancellationToken)).Dispose();
        Directory.CreateDirectory(workspace.Trash);
        Directory.Move(status.Folder.Directory, RunNumbers.TrashPathOf(workspace, status.Folder.Number));
        DurableDirectory.Flush(workspace.Trash);
        DurableDirectory.Flush(workspace.Runs);
    }

    private async Task<StartedRun> RepeatAsync(RunStatus status, string? step, CancellationToken cancellationToken)
    {
        var outcome = await RunStart.RetryAsync(app, workspace, status, step, time, cancellationToken);
        return outcome.Run ?? throw DeviceTaken(outcome.Holder!.Value, "Wait for it, or stop it (stop RUN).");
    }

    /// <summary>Explains a run whose worker died without a word; any other stays as it is.</summary>
    public async Task<RunStatus> CloseAbandonedAsync(RunStatus status, CancellationToken cancellationToken) => status.IsAbandoned
        ? await AbandonedRun.CloseAsync(status.Folder, exitCode: null, killedForMemory: false, time, cancellationToken)
        : status;

    private void MakeWorkspace()
    {
        try
        {
            workspace.Create();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(Refusal.WrongRequest, "workspace", $"The workspace '{workspace.Root}' cannot be made: {e.Message}", "Choose another folder: --workspace DIR.");
        }
    }

    private static RefusedException DeviceTaken((string Device, int Run) holder, string hint) =>
        new(Refusal.Busy, "device-taken", string.Create(CultureInfo.InvariantCulture, $"Run {holder.Run} works on the device '{holder.Device}'."), hint) { Holder = holder };
}
