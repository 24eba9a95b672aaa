using TrainApp.Runs;

namespace TrainApp.Reports;

/// <summary>A line of <c>runs</c>.</summary>
internal sealed record RunListItem(
    int Run, string? Name, string State, string? Model, DateTimeOffset? Started, double DurationSeconds, IReadOnlyDictionary<string, double?> Metrics)
{
    public static RunListItem Of(RunStatus status, DateTimeOffset now) => new(
        status.Folder.Number,
        status.Record?.Name,
        status.State.Name(),
        status.Record?.Model,
        status.Started,
        status.DurationSeconds(now),
        status.Result?.Metrics ?? new Dictionary<string, double?>(StringComparer.Ordinal));
}
