using System.Globalization;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Training;

namespace TrainApp.Finalization;

/// <summary>Writes the page of an experiment among its artifacts, into the folder of the evaluation's report, where the app can make one.</summary>
internal static class ExperimentPageFiles
{
    /// <summary>The page's folder below the artifacts.</summary>
    public const string Folder = "evaluation/report";

    private const string Evaluation = "data.js";
    private const string ThisMachine = "system/";
    private const int MostPoints = 1000;

    public static void Write(FinalizationContext context)
    {
        if (context.App.MakeExperimentPage is not { } make) return;
        foreach (var (name, bytes) in make(PageOf(context))) context.Files.Write(context.PathOf([.. Folder.Split('/'), name]), bytes);
    }

    private static ExperimentPage PageOf(FinalizationContext context)
    {
        var (run, experiment) = (context.Run, context.Experiment);
        return new ExperimentPage(run.Name, $"{experiment.ModelName} on {run.ProjectName}")
        {
            HasEvaluation = new FileInfo(Path.Combine([context.Artifacts, .. Folder.Split('/'), Evaluation])) is { Exists: true, Length: > 0 },
            Root = string.Concat(Folder.Split('/').Select(_ => "../")),
            Metrics = [.. experiment.Metrics],
            Settings = [Training(context), Data(context), new("Where it comes from", [.. run.Environment])],
            Hyperparameters = File.ReadAllText(context.Folder.HyperparametersFile),
            Curves = CurvesOf(context.Folder.Directory),
            Files = FilesOf(context),
        };
    }

    private static ExperimentSettings Training(FinalizationContext context)
    {
        var (run, experiment) = (context.Run, context.Experiment);
        return new ExperimentSettings("Training",
        [
            new("Run", run.Run.ToString(CultureInfo.InvariantCulture)),
            new("Framework", run.Framework),
            new("Model", experiment.ModelName),
            new("Task", experiment.TaskType),
            new("Start", context.Session.ModelInfo.Checkpoint is { } start ? Path.GetFileName(start) : "from scratch"),
            new("Ended", experiment.Ended.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) + (experiment.Stopped ? ", stopped before its end" : "")),
            new("Duration", TimeSpan.FromSeconds(Math.Round(experiment.TrainingSeconds)).ToString("c", CultureInfo.InvariantCulture)),
        ]);
    }

    private static ExperimentSettings Data(FinalizationContext context)
    {
        var run = context.Run;
        return new ExperimentSettings("Data",
        [
            new("Project", string.Create(CultureInfo.InvariantCulture, $"{run.ProjectName} (number {run.ProjectId})")),
            new("Training", string.Create(CultureInfo.InvariantCulture, $"{context.Split.Train.Count} images")),
            new("Validation", string.Create(CultureInfo.InvariantCulture, $"{context.Split.Val.Count} images")),
            new("Split", string.Create(CultureInfo.InvariantCulture, $"{run.Split}, seed {run.Seed}")),
            new("Classes", string.Join(", ", run.Classes)),
        ]);
    }

    /// <summary>What the app logged. A long run is not held: of each line that grows too long, every second point goes.</summary>
    private static IReadOnlyList<ExperimentCurve> CurvesOf(string directory)
    {
        var points = new Dictionary<uint, ThinnedLine>();
        foreach (var record in MetricsReader.Enumerate(directory))
        {
            if (!points.TryGetValue(record.Series, out var line)) points[record.Series] = line = new ThinnedLine(MostPoints);
            line.Add(record);
        }

        return
        [
            .. SeriesFile.Read(directory).Series
                .Where(series => points.ContainsKey(series.Id) && !series.Name.StartsWith(ThisMachine, StringComparison.Ordinal))
                .Select(series => points[series.Id].ToCurve(series)),
        ];
    }

    private static IReadOnlyList<ExperimentFile> FilesOf(FinalizationContext context)
    {
        var root = context.Artifacts;
        return
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(path => !AtomicFile.IsInWork(Path.GetFileName(path)))
                .Select(path => new ExperimentFile(Path.GetRelativePath(root, path).Replace('\\', '/'), new FileInfo(path).Length, ""))
                // The manifest comes after this page, and of a report there may be thousands.
                .Where(file => file.Path != ManifestStep.FileName && !file.Path.StartsWith(Folder + "/", StringComparison.Ordinal))
                .Select(file => file.Path == $"{CheckpointsStep.FolderName}/{context.Experiment.BestCheckpoint}" ? file with { Note = "best" } : file)
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>The points of a line, evenly thinned out.</summary>
    private sealed class ThinnedLine(int most)
    {
        private readonly List<MetricRecord> _records = [];
        private int _stride = 1;
        private long _count;

        public void Add(MetricRecord record)
        {
            if (_count++ % _stride != 0) return;
            _records.Add(record);
            if (_records.Count < 2 * most) return;
            for (var i = 0; i < most; i++) _records[i] = _records[2 * i];
            _records.RemoveRange(most, _records.Count - most);
            _stride *= 2;
        }

        public ExperimentCurve ToCurve(Series series)
        {
            var byEpoch = series.Axis == MetricAxis.Epoch;
            // A run that went on from an earlier point writes places again: the last value counts.
            var points = _records.GroupBy(record => byEpoch ? record.Epoch : record.Step).OrderBy(group => group.Key).Select(group => (X: (double)group.Key, Y: group.Last().Value)).ToList();
            return new ExperimentCurve(series.Name, byEpoch ? "epoch" : "step", [.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]);
        }
    }
}
