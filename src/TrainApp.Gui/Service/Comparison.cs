using TrainApp.Reports;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Service;

/// <summary>Runs beside each other: only the settings in which they differ, and their curves.</summary>
/// <param name="Runs">The runs, in the order in which they were named.</param>
/// <param name="Settings">The settings that differ.</param>
/// <param name="Curves">A curve per metric and run, at most some hundred points each.</param>
internal sealed record Comparison(IReadOnlyList<RunListItem> Runs, IReadOnlyList<DifferingSetting> Settings, IReadOnlyList<ComparedMetric> Curves)
{
    private const int MostPoints = 1_000, MostMetrics = 100;
    private const string MachinePrefix = "system/";

    /// <summary>Compares runs.</summary>
    /// <param name="runs">The runs, each one once.</param>
    /// <param name="now">The moment, for the durations of runs that go on.</param>
    /// <param name="withCurves">Whether the curves are read; without, there are none.</param>
    /// <param name="cancellationToken">Ends the reading of the curves.</param>
    public static Comparison Of(IReadOnlyList<RunStatus> runs, DateTimeOffset now, bool withCurves, CancellationToken cancellationToken) => new(
        [.. runs.Select(run => RunListItem.Of(run, now))],
        Differing(runs),
        withCurves ? ReadCurves(runs, cancellationToken) : []);

    private static List<DifferingSetting> Differing(IReadOnlyList<RunStatus> runs)
    {
        var all = runs.Select(RunSettings.Of).ToList();
        var byRun = all.ConvertAll(settings => settings.DistinctBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
        return
        [
            .. all.SelectMany(settings => settings.Select(pair => pair.Key)).Distinct(StringComparer.Ordinal)
                .Select(name => new DifferingSetting(name, byRun.ConvertAll(settings => settings.GetValueOrDefault(name))))
                .Where(setting => setting.Values.Distinct(StringComparer.Ordinal).Count() > 1),
        ];
    }

    private static List<ComparedMetric> ReadCurves(IReadOnlyList<RunStatus> runs, CancellationToken cancellationToken)
    {
        var metrics = new Dictionary<(string Name, MetricAxis Axis), List<RunCurve>>();
        foreach (var run in runs)
        {
            foreach (var (series, curve) in ReadCurves(run.Folder, cancellationToken))
            {
                var key = (series.Name, series.Axis);
                if (!metrics.TryGetValue(key, out var curves)) metrics[key] = curves = [];
                curves.Add(new RunCurve(run.Folder.Number, curve.ToPoints()));
            }
        }

        return [.. metrics.Take(MostMetrics).Select(pair => new ComparedMetric(pair.Key.Name, pair.Key.Axis, pair.Value))];
    }

    private static IEnumerable<(Series Series, CurveReducer Curve)> ReadCurves(RunFolder folder, CancellationToken cancellationToken)
    {
        Dictionary<uint, CurveReducer> curves = [];
        double? first = null;
        foreach (var record in MetricsReader.Enumerate(folder.Directory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            first ??= record.WallTime;
            if (!double.IsFinite(record.Value)) continue;
            if (!curves.TryGetValue(record.Series, out var curve)) curves[record.Series] = curve = new CurveReducer(MostPoints);
            curve.Add(new CurvePoint(record.Step, record.Epoch < 0 ? null : record.Epoch, Math.Round(record.WallTime - first.Value, 3), record.Value));
        }

        // Records first: whoever writes names a series before its first record.
        return SeriesFile.Read(folder.Directory).Series
            .DistinctBy(series => series.Id)
            .Where(series => !series.Name.StartsWith(MachinePrefix, StringComparison.Ordinal) && curves.ContainsKey(series.Id))
            .Select(series => (series, curves[series.Id]));
    }
}

/// <summary>A setting in which runs differ.</summary>
/// <param name="Name">Its name, or the path of a hyperparameter.</param>
/// <param name="Values">Its value in each run; null where a run has none.</param>
internal sealed record DifferingSetting(string Name, IReadOnlyList<string?> Values);

/// <summary>One metric of several runs.</summary>
/// <param name="Metric">The name as the app wrote it.</param>
/// <param name="Axis">What its values are plotted against.</param>
/// <param name="Runs">The runs that have it.</param>
internal sealed record ComparedMetric(string Metric, MetricAxis Axis, IReadOnlyList<RunCurve> Runs);

/// <summary>The curve of one run.</summary>
internal sealed record RunCurve(int Run, IReadOnlyList<CurvePoint> Points);
