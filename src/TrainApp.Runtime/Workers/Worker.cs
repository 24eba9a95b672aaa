using TrainApp.Finalization;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Platform;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>The process that does a run's work: it prepares, trains and finalizes, whoever is watching or not.</summary>
internal sealed class Worker(AppDescription app, RunFolder folder, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly RunJournal _journal = folder.Journal(time);
    private readonly long _start = time.GetTimestamp();

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
            Message.Say(MessageLevel.Error, "Another worker holds the run or its device.");
            return 5;
        }

        using var stop = new StopControl();
        using var signals = new StopSignals(stop);
        if (exports.Count > 0) StopControlFile.Clear(folder);
        using var watch = new StopControlWatch(folder, stop);
        try
        {
            var state = exports.Count > 0 ? await RepeatExportsAsync(exports, stop, lease) : await TrainAsync(stop, lease);
            return state.ExitCode();
        }
        catch (Exception e)
        {
            return (await EndBadlyAsync(e, stop)).ExitCode();
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
        if (experiment is null) return End(RunState.Stopped, new RunResult(), "The run was stopped before the first checkpoint; there is nothing to publish.");

        // A stop that was due before is over by now: what was saved is brought home with all that was asked for.
        return await FinishAsync(session, lease.Record, experiment, [], stop.IsDue ? CancellationToken.None : stop.Token);
    }

    private async Task<RunState> RepeatExportsAsync(IReadOnlyList<string> exports, StopControl stop, WorkerLease lease)
    {
        var experiment = ExperimentRecord.Read(folder.ExperimentFile)
            ?? throw new InvalidOperationException("The run never returned an experiment, so there is nothing to export.");
        _journal.Enter(RunState.Finalizing, "export " + string.Join(", ", exports));
        WorkerReady.Set(folder, time);
        var steps = exports.Select(Finalizer.ExportStepOf).ToHashSet(StringComparer.Ordinal);
        await using var session = await OpenAgainAsync(steps, stop, lease.Record);
        return await FinishAsync(session, lease.Record, experiment, steps, stop.Token);
    }

    /// <summary>Opens a session whose data may be gone since; it is the export that failed then.</summary>
    private async Task<RunSession> OpenAgainAsync(IEnumerable<string> steps, StopControl stop, RunRecord run)
    {
        try
        {
            return await RunSession.OpenAsync(app, folder, run, stop, time, stop.Token);
        }
        catch (Exception e)
        {
            foreach (var step in steps) _journal.Step(step, done: false, time.GetElapsedTime(_start), e.Message);
            throw;
        }
    }

    private async Task<RunState> FinishAsync(RunSession session, RunRecord run, ExperimentRecord experiment, HashSet<string> again, CancellationToken cancellationToken)
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
        var state = await Finalizer.RunAsync(context, _journal, again, cancellationToken);
        return End(state, context.Experiment.ToResult(folder));
    }

    private async Task<RunState> EndBadlyAsync(Exception exception, StopControl stop)
    {
        Message.Say(MessageLevel.Error, exception.ToString());
        var phase = RunStatus.Read(folder).JournalState ?? RunState.Queued;
        // What fails while everything is being closed comes after the last word.
        if (phase.IsFinal()) return phase;
        if (exception is OperationCanceledException && stop.IsRequested && phase == RunState.Preparing)
            return End(RunState.Stopped, new RunResult(), "The run was stopped while it prepared its data.");

        var explanation = FailureExplanation.Of(exception, phase, LogTail.Read(folder.Log));
        if (phase == RunState.Finalizing && Finalizer.IsPublished(folder))
            return End(RunState.Degraded, ExperimentRecord.Read(folder.ExperimentFile)?.ToResult(folder), explanation.Cause, explanation);
        return End(RunState.Failed, result: null, explanation.Cause, explanation with { NextStep = explanation.NextStep + KeptCheckpoints.Sentence(folder) });
    }

    private RunState End(RunState state, RunResult? result, string? reason = null, RunExplanation? explanation = null)
    {
        _journal.Enter(state, reason, explanation, result, time.GetElapsedTime(_start));
        return state;
    }
}
