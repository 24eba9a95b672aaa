using TrainApp.Finalization;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>Calls the user's training method and makes a record of whatever it leaves: a result, or what was saved before a stop.</summary>
internal sealed class TrainingPhase(AppDescription app, ExperimentRecorder recorder, RunSession session, StopControl stop, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <returns>Null when the run was stopped before there was a checkpoint.</returns>
    public async Task<ExperimentRecord?> RunAsync()
    {
        AttachLogger();
        ExperimentInfo? experiment;
        try
        {
            experiment = await app.Train(session.Session, stop.Token);
        }
        catch (Exception e) when (stop.IsDue)
        {
            // A library may wrap the cancellation in an exception of its own; a stop that was asked for is a stop.
            Message.Say(MessageLevel.Info, $"Stopped on request: {e.Message}");
            await session.Logger.FlushAsync();
            return RecordSaved();
        }

        await session.Logger.FlushAsync();
        try
        {
            var checkpoints = ExperimentCheck.Verify(experiment, session.Session.Additions.OutputFiles);
            return recorder.Record(experiment!, checkpoints, time.GetElapsedTime(_start), time.GetUtcNow(), stop.IsRequested);
        }
        catch (InvalidExperimentException e) when (stop.IsDue)
        {
            // A method that leaves its loop early returns what it has not made yet.
            Message.Say(MessageLevel.Info, $"Stopped on request. {e.Message}");
            return RecordSaved();
        }
    }

    /// <summary>A logger of the app's that cannot be made costs its events, not the training.</summary>
    private void AttachLogger()
    {
        if (app.CreateLogger is not { } create) return;
        try
        {
            session.Logger.Attach(create(session.Session));
        }
        catch (Exception e)
        {
            Message.Say(MessageLevel.Warning, $"The app's own logger could not be made: {e.Message} Training goes on without it.");
        }
    }

    private ExperimentRecord? RecordSaved() => recorder.RecordSaved(time.GetElapsedTime(_start), time.GetUtcNow());
}
