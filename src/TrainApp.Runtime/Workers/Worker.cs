using TrainApp.Finalization;
using TrainApp.Hosting;
using TrainApp.Platform;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>The process that does a run's work: it prepares, trains and finalizes, whoever is watching or not.</summary>
internal sealed class Worker(AppDescription app, RunFolder folder, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly RunJournal _journal = folder.Journal(time);

    /// <summary>Works on the run to its end.</summary>
    /// <param name="exports">Exports to repeat; empty to train and finalize.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> exports)
    {
        WorkerIsolation.LeaveSession();
        WorkerIsolation.SendOutputTo(folder.Log);
        using var lease = await WorkerLease.TryTakeAsync(folder, s_patience);
        if (lease is null)
        {
            await Console.Error.WriteLineAsync("Another worker holds the run or its device.");
            return 5;
        }

        using var stop = new StopControl();
        using var signals = new StopSignals(stop);
        using var following = new CancellationTokenSource();
        if (exports.Count > 0) StopControlFile.Clear(folder);
        var follower = StopControlFile.FollowAsync(folder, stop, following.Token);
        try
        {
            var state = exports.Count > 0 ? await RepeatExportsAsync(exports, stop, lease) : await TrainAsync(stop, lease);
            return state.ExitCode();
        }
        catch (Exception e)
        {
            return await EndBadlyAsync(e, stop);
        }
        finally
        {
            await following.CancelAsync();
            await follower;
        }
    }

    private async Task<RunState> TrainAsync(StopControl stop, WorkerLease lease)
    {
        _journal.Enter(RunState.Preparing);
        WorkerReady.Set(folder, time);
        await using var session = await RunSession.OpenAsync(app, folder, lease.Record, stop, time, stop.Token);
        stop.Token.ThrowIfCancellationRequested();

        _journal.Enter(RunState.Training);
        var experiment = await new TrainingPhase(app, folder, lease.Record, session, stop, time).RunAsync();
        await session.Logger.FlushAsync();

        _journal.Enter(RunState.Finalizing);
        if (experiment is null)
        {
            _journal.Enter(RunState.Stopped, "The run was stopped before the first checkpoint; there is nothing to publish.", result: new RunResult());
            return RunState.Stopped;
        }

        return await FinishAsync(session, lease.Record, experiment, new HashSet<string>(StringComparer.Ordinal));
    }

    private async Task<RunState> RepeatExportsAsync(IReadOnlyList<string> exports, StopControl stop, WorkerLease lease)
    {
        var experiment = ExperimentRecord.Read(folder.ExperimentFile)
            ?? throw new InvalidOperationException("The run never returned an experiment, so there is nothing to export.");
        _journal.Enter(RunState.Finalizing, "export " + string.Join(", ", exports));
        WorkerReady.Set(folder, time);
        await using var session = await RunSession.OpenAsync(app, folder, lease.Record, stop, time, stop.Token);
        var steps = exports.Select(export => export == "onnx" ? Finalizer.OnnxExport : Finalizer.TensorRtExport);
        return await FinishAsync(session, lease.Record, experiment, steps.ToHashSet(StringComparer.Ordinal));
    }

    private async Task<RunState> FinishAsync(RunSession session, RunRecord run, ExperimentRecord experiment, HashSet<string> again)
    {
        var context = new FinalizationContext
        {
            App = app,
            Folder = folder,
            Run = run,
            Session = session.Session,
            Split = session.Split,
            Time = time,
            Experiment = experiment,
        };
        // A stop that was asked for is over by now: what was saved is brought home whatever else is asked.
        var state = await Finalizer.RunAsync(context, _journal, again, CancellationToken.None);
        _journal.Enter(state, result: new RunResult
        {
            BestCheckpoint = context.Experiment.BestCheckpoint,
            Metrics = context.Experiment.Metrics,
            Artifacts = context.ArtifactsName.Trim('/'),
            TrainingSeconds = Math.Round(context.Experiment.TrainingSeconds, 3),
        });
        return state;
    }

    private async Task<int> EndBadlyAsync(Exception exception, StopControl stop)
    {
        var phase = RunStatus.Read(folder).JournalState ?? RunState.Queued;
        if (exception is OperationCanceledException && stop.IsRequested && phase == RunState.Preparing)
        {
            _journal.Enter(RunState.Stopped, "The run was stopped while it prepared its data.", result: new RunResult());
            return RunState.Stopped.ExitCode();
        }

        await Console.Error.WriteLineAsync(exception.ToString());
        var explanation = FailureExplanation.Of(exception, phase, LogTail.Read(folder.Log));
        _journal.Enter(RunState.Failed, explanation.Cause, explanation);
        return RunState.Failed.ExitCode();
    }
}
