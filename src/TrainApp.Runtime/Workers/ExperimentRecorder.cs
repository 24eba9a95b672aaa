using TrainApp.Finalization;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>Makes the record from which a run is finalized, of what training returned or, where it returned nothing, of what it had saved.</summary>
internal sealed class ExperimentRecorder(RunFolder folder, RunRecord run, RunSession session)
{
    /// <summary>Writes the record of what training returned.</summary>
    /// <param name="experiment">What it returned.</param>
    /// <param name="checkpoints">The paths of its checkpoints.</param>
    /// <param name="duration">How long the training method took.</param>
    /// <param name="ended">When it ended.</param>
    /// <param name="stopped">Whether training ended before its end.</param>
    public ExperimentRecord Record(ExperimentInfo experiment, IReadOnlyList<string> checkpoints, TimeSpan duration, DateTimeOffset ended, bool stopped)
    {
        var record = new ExperimentRecord
        {
            ModelName = experiment.ModelName,
            TaskType = experiment.TaskType ?? session.Session.ModelInfo.TaskType,
            ModelFiles = experiment.ModelFiles.ToDictionary(pair => pair.Key, pair => Path.GetFullPath(pair.Value), StringComparer.Ordinal),
            Checkpoints = checkpoints,
            BestCheckpoint = experiment.BestCheckpoint,
            OutputFiles = session.Session.Additions.OutputFiles,
            LogDirectories = [session.TensorBoardDirectory, .. session.Session.Additions.LogDirectories],
            Metrics = Metrics(experiment.BestCheckpoint),
            TrainingSeconds = duration.TotalSeconds,
            Stopped = stopped,
            Ended = ended,
        };
        record.Write(folder.ExperimentFile);
        return record;
    }

    /// <summary>Writes the record of what a run has saved that returned nothing: the checkpoints it reported, else those in its output.</summary>
    /// <returns>Null when it has saved none.</returns>
    public ExperimentRecord? RecordSaved(TimeSpan duration, DateTimeOffset ended)
    {
        var checkpoints = KeptCheckpoints.Find(folder);
        if (checkpoints.Count == 0) return null;
        var best = session.Session.Reports.Best is { } report && checkpoints.Contains(report.Path) ? report.Path
            : checkpoints.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Contains("best", StringComparison.OrdinalIgnoreCase))
            ?? checkpoints.MaxBy(File.GetLastWriteTimeUtc)!;
        var experiment = new ExperimentInfo
        {
            ModelName = run.Model,
            ModelFiles = session.Session.Additions.ModelFiles.Where(file => File.Exists(file.Value)).ToDictionary(StringComparer.Ordinal),
            Checkpoints = checkpoints.ToArray(),
            BestCheckpoint = Path.GetFileName(best),
        };
        return Record(experiment, checkpoints, duration, ended, stopped: true);
    }

    private IReadOnlyDictionary<string, double?> Metrics(string best)
    {
        var reported = session.Session.Reports.All.LastOrDefault(report => Path.GetFileName(report.Path) == best)?.Metrics;
        var metrics = reported is { Count: > 0 } ? reported : RunProgress.Read(folder.Directory)?.Metrics;
        return (metrics ?? new Dictionary<string, double>(StringComparer.Ordinal)).ToDictionary(pair => pair.Key, pair => double.IsFinite(pair.Value) ? pair.Value : (double?)null, StringComparer.Ordinal);
    }
}
