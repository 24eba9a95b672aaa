using System.Globalization;
using TrainApp.Reports;

namespace TrainApp.Gui.Pages;

/// <summary>A column of the table of runs.</summary>
internal sealed record RunColumn(string Key, string Title, string Class);

/// <summary>The runs of a workspace as a table shows them: found, sorted, a page at a time.</summary>
internal sealed record RunTable
{
    public const string MetricKey = "metric";

    private const int PageSize = 100;

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<RunColumn> Columns { get; } =
    [
        new("run", "Run", "r"),
        new("name", "Name", ""),
        new("state", "State", ""),
        new("model", "Model", "hide-s"),
        new(MetricKey, "Metric", "r"),
        new("started", "Started", "r hide-s"),
        new("duration", "Duration", "r"),
    ];

    /// <summary>Every run, oldest first.</summary>
    public IReadOnlyList<RunListItem> All { get; private init; } = [];

    /// <summary>What number, name or model must hold.</summary>
    public string Search { get; init; } = "";

    /// <summary>The state that is wanted; empty for every one.</summary>
    public string State { get; init; } = "";

    /// <summary>The metric that is shown.</summary>
    public string? Metric { get; init; }

    /// <summary>The page that is shown, from 0 on.</summary>
    public int Page { get; init; }

    /// <summary>The names of metrics, those that most runs have first.</summary>
    public IReadOnlyList<string> MetricNames { get; private init; } = [];

    public IReadOnlyList<string> States => [.. All.Select(run => run.State).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public int Pages => Math.Max(1, (Found.Count + PageSize - 1) / PageSize);

    public string Position => Found.Count == 0
        ? "No run is like that."
        : string.Create(CultureInfo.InvariantCulture, $"{(Page * PageSize) + 1:N0}–{Math.Min(Found.Count, (Page + 1) * PageSize):N0} of {Found.Count:N0}");

    /// <summary>The runs of the page.</summary>
    public IEnumerable<RunListItem> Rows => Sorted(Found).Skip(Page * PageSize).Take(PageSize);

    private string Key { get; init; } = "run";

    private bool IsDescending { get; init; } = true;

    private IReadOnlyList<RunListItem> Found => Search.Length == 0 && State.Length == 0 ? All : [.. All.Where(IsWanted)];

    public RunTable With(IReadOnlyList<RunListItem> runs)
    {
        IReadOnlyList<string> names = [.. runs.SelectMany(run => run.Metrics.Keys).CountBy(name => name).OrderByDescending(pair => pair.Value).Select(pair => pair.Key)];
        return this with { All = runs, MetricNames = names, Metric = Metric ?? MainMetric.Of(names) };
    }

    /// <summary>Sorts by a column; by the same one once more the other way round.</summary>
    public RunTable SortBy(string key) => this with { Key = key, IsDescending = key == Key ? !IsDescending : key is "run" or "started" or MetricKey, Page = 0 };

    public string SortOf(string key) => key != Key ? "none" : IsDescending ? "descending" : "ascending";

    public string Arrow(string key) => key != Key ? "" : IsDescending ? " ▾" : " ▴";

    public string MetricOf(RunListItem run) => ValueOf(run) is { } value ? value.ToString("0.####", CultureInfo.InvariantCulture) : "–";

    public static bool HasEnded(RunListItem run) => run.State is "completed" or "degraded" or "stopped" or "failed";

    /// <summary>Whether two lists say the same; the duration of runs that go on does not count.</summary>
    public static bool AreSame(IReadOnlyList<RunListItem> one, IReadOnlyList<RunListItem> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => pair.First.Run == pair.Second.Run && pair.First.State == pair.Second.State
            && (HasEnded(pair.First) ? pair.First.Metrics.Count == pair.Second.Metrics.Count : pair.Second.DurationSeconds - pair.First.DurationSeconds < 1));

    private double? ValueOf(RunListItem run) => Metric is { } name && run.Metrics.TryGetValue(name, out var value) ? value : null;

    private bool IsWanted(RunListItem run) => (State.Length == 0 || run.State == State)
        && (Search.Length == 0
            || run.Run.ToString(CultureInfo.InvariantCulture).Contains(Search, StringComparison.Ordinal)
            || run.Name?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true
            || run.Model?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true);

    private IEnumerable<RunListItem> Sorted(IReadOnlyList<RunListItem> runs) => Key switch
    {
        "name" => By(runs, run => run.Name ?? "", StringComparer.OrdinalIgnoreCase),
        "state" => By(runs, run => run.State, StringComparer.Ordinal),
        "model" => By(runs, run => run.Model ?? "", StringComparer.OrdinalIgnoreCase),
        // Runs without the metric stand last whichever way it is sorted.
        MetricKey => By(runs.Where(run => ValueOf(run) is not null), run => ValueOf(run)!.Value, Comparer<double>.Default).Concat(runs.Where(run => ValueOf(run) is null)),
        "started" => By(runs, run => run.Started ?? DateTimeOffset.MinValue, Comparer<DateTimeOffset>.Default),
        "duration" => By(runs, run => run.DurationSeconds, Comparer<double>.Default),
        _ => By(runs, run => run.Run, Comparer<int>.Default),
    };

    private IEnumerable<RunListItem> By<T>(IEnumerable<RunListItem> runs, Func<RunListItem, T> key, IComparer<T> comparer) =>
        IsDescending ? runs.OrderByDescending(key, comparer).ThenByDescending(run => run.Run) : runs.OrderBy(key, comparer).ThenBy(run => run.Run);
}
