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
    private static readonly HashSet<string> s_nothing = [];

    private readonly RunJournal _journal = folder.Journal(time);
    private readonly long _start = time.GetTimestamp();

    /// <summary>Works on the run to its end.</summary>
    /// <param name="retry">Steps to repeat, beside those that are not done, of a run that has ended; null to train and finalize.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlySet<string>? retry)
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
        if (retry is not null) StopControlFile.Clear(folder);
        using var watch = new StopControlWatch(folder, stop);
        try
        {
            var state = retry is null ? await TrainAsync(stop, lease) : await FinalizeAgainAsync(retry, stop, lease);
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
        var recorder = new ExperimentRecorder(folder, lease.Record, session);
        var experiment = await new TrainingPhase(app, recorder, session, stop, time).RunAsync();
        await session.Logger.FlushAsync();
        await session.Logger.DetachAsync();

        _journal.Enter(RunState.Finalizing);
        if (experiment is null) return End(RunState.Stopped, new RunResult(), "The run was stopped before the first checkpoint; there is nothing to publish.");

        // A stop that was due before is over by now: what was saved is brought home with all that was asked for.
        return await FinishAsync(session, lease.Record, experiment, s_nothing, stop.IsDue ? CancellationToken.None : stop.Token);
    }

    /// <summary>Finalizes from what training returned or, where it returned nothing, from what it had saved.</summary>
    private async Task<RunState> FinalizeAgainAsync(IReadOnlySet<string> steps, StopControl stop, WorkerLease lease)
    {
        var (duration, ended) = TrainingTime();
        _journal.Enter(RunState.Finalizing, string.Join(' ', ["retry", .. steps]));
        WorkerReady.Set(folder, time);
        await using var session = await OpenAgainAsync(steps, stop, lease.Record);
        var experiment = ExperimentRecord.Read(folder.ExperimentFile)
            ?? new ExperimentRecorder(folder, lease.Record, session).RecordSaved(duration, ended)
            ?? throw new InvalidOperationException("The run has saved no checkpoint, so there is nothing to finalize.");
        return await FinishAsync(session, lease.Record, experiment, steps, stop.Token);
    }

    /// <summary>How long a run trained that was cut, and when that ended, by its journal.</summary>
    private (TimeSpan Duration, DateTimeOffset Ended) TrainingTime()
    {
        var journal = RunJournal.Read(folder.JournalFile);
        var trained = journal.SkipWhile(record => record.State != RunState.Training.Name()).ToList();
        return trained is [var first, var next, ..] ? (next.Time - first.Time, next.Time) : (TimeSpan.Zero, journal[^1].Time);
    }

    /// <summary>Opens a session whose data may be gone since; it is the repeated step that failed then.</summary>
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

    private async Task<RunState> FinishAsync(RunSession session, RunRecord run, ExperimentRecord experiment, IReadOnlySet<string> again, CancellationToken cancellationToken)
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
        return End(state, context.Experiment.ToResult(folder), state == RunState.Stopped ? "Training ended before its end; what it had saved is published." : null);
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
        explanation = explanation with { NextStep = explanation.NextStep + KeptCheckpoints.Sentence(folder) };
        return phase == RunState.Finalizing && Finalizer.IsPublished(folder)
            ? End(RunState.Degraded, ExperimentRecord.Read(folder.ExperimentFile)?.ToResult(folder), explanation.Cause, explanation)
            : End(RunState.Failed, result: null, explanation.Cause, explanation);
    }

    private RunState End(RunState state, RunResult? result, string? reason = null, RunExplanation? explanation = null)
    {
        _journal.Enter(state, reason, explanation, result, time.GetElapsedTime(_start));
        return state;
    }
}
