using TrainApp.Finalization;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>Calls the user's training method and makes a record of whatever it leaves: a result, or what was saved before a stop.</summary>
internal sealed class TrainingPhase(AppDescription app, RunFolder folder, RunRecord run, RunSession session, StopControl stop, TimeProvider time)
{
    /// <returns>Null when the run was stopped before there was a checkpoint.</returns>
    public async Task<ExperimentRecord?> RunAsync()
    {
        var start = time.GetTimestamp();
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
            return Record(Saved(), start);
        }

        await session.Logger.FlushAsync();
        try
        {
            return Record((experiment, ExperimentCheck.Verify(experiment)), start);
        }
        catch (InvalidExperimentException e) when (stop.IsDue)
        {
            // A method that leaves its loop early returns what it has not made yet.
            Message.Say(MessageLevel.Info, $"Stopped on request. {e.Message}");
            return Record(Saved(), start);
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
            Console.Error.WriteLine($"The app's own logger could not be made: {e.Message} Training goes on without it.");
        }
    }

    private ExperimentRecord? Record((ExperimentInfo Experiment, IReadOnlyList<string> Checkpoints)? returned, long start)
    {
        if (returned is not { } result) return null;
        var record = new ExperimentRecord
        {
            ModelName = result.Experiment.ModelName,
            TaskType = result.Experiment.TaskType ?? session.Session.ModelInfo.TaskType,
            ModelFiles = result.Experiment.ModelFiles.ToDictionary(pair => pair.Key, pair => Path.GetFullPath(pair.Value), StringComparer.Ordinal),
            Checkpoints = result.Checkpoints,
            BestCheckpoint = result.Experiment.BestCheckpoint,
            LogDirectories = [session.TensorBoardDirectory, .. session.Session.TensorBoardDirectories],
            Metrics = Metrics(result.Experiment.BestCheckpoint),
            TrainingSeconds = time.GetElapsedTime(start).TotalSeconds,
            Stopped = stop.IsRequested,
            Ended = time.GetUtcNow(),
        };
        record.Write(folder.ExperimentFile);
        return record;
    }

    /// <summary>What a run that was stopped has saved: the checkpoints it reported, else those in its output.</summary>
    private (ExperimentInfo, IReadOnlyList<string>)? Saved()
    {
        var checkpoints = KeptCheckpoints.Find(folder);
        if (checkpoints.Count == 0) return null;
        var best = session.Session.Reports.Best is { } report && checkpoints.Contains(report.Path) ? report.Path
            : checkpoints.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Contains("best", StringComparison.OrdinalIgnoreCase))
            ?? checkpoints.MaxBy(File.GetLastWriteTimeUtc)!;
        var experiment = new ExperimentInfo
        {
            ModelName = run.Model,
            ModelFiles = [],
            Checkpoints = checkpoints.ToArray(),
            BestCheckpoint = Path.GetFileName(best),
        };
        return (experiment, checkpoints);
    }

    private IReadOnlyDictionary<string, double?> Metrics(string best)
    {
        var reported = session.Session.Reports.All.LastOrDefault(report => Path.GetFileName(report.Path) == best)?.Metrics;
        var metrics = reported is { Count: > 0 } ? reported : RunProgress.Read(folder.Directory)?.Metrics;
        return (metrics ?? new Dictionary<string, double>(StringComparer.Ordinal)).ToDictionary(pair => pair.Key, pair => double.IsFinite(pair.Value) ? pair.Value : (double?)null, StringComparer.Ordinal);
    }
}
