using TrainApp.Control;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.ModelStore;
using TrainApp.Runs;

namespace TrainApp.Gui.Service;

/// <summary>Models to train on from: what earlier runs have published, the newest first, read only as far as asked.</summary>
internal sealed class ModelDesk(AppDescription app, Workspace workspace)
{
    private const int LongestLineage = 12;

    private readonly CustomModels _earlier = new(workspace);

    /// <summary>Some models of runs below a number.</summary>
    /// <param name="before">A run's number; null begins with the newest.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="search">A part of run number, name, model or project; null for all.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public ModelPage Page(int? before, int count, string? search, CancellationToken cancellationToken)
    {
        var found = new List<EarlierModel>();
        foreach (var run in RunNumbers.In(workspace.Runs).Where(run => before is null || run < before).OrderDescending())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_earlier.Read(run) is not { } experiment || experiment.FrameworkName != app.FrameworkName || !Matches(experiment, search)) continue;
            if (found.Count == count) return new(found, HasMore: true);
            found.Add(Describe(experiment));
        }

        return new(found, HasMore: false);
    }

    /// <summary>The model of one run; null when it has published none.</summary>
    public EarlierModel? Find(int run) => _earlier.Read(run) is { } experiment && experiment.FrameworkName == app.FrameworkName ? Describe(experiment) : null;

    private static bool Matches(PublishedExperiment experiment, string? search) => string.IsNullOrWhiteSpace(search)
        || $"{experiment.TaskId} {experiment.ExperimentName} {experiment.ModelName} {experiment.ProjectName}".Contains(search.Trim(), StringComparison.OrdinalIgnoreCase);

    private EarlierModel Describe(PublishedExperiment experiment)
    {
        var status = RunStatus.Read(RunFolder.Numbered(workspace, experiment.TaskId));
        var metrics = experiment.EvaluationMetrics.Count > 0
            ? experiment.EvaluationMetrics.ToDictionary(pair => pair.Key, pair => (double?)pair.Value, StringComparer.Ordinal)
            : RunOutcome.MetricsOf(status);
        return new EarlierModel
        {
            Run = experiment.TaskId,
            Name = experiment.ExperimentName,
            Model = experiment.ModelName,
            TaskType = experiment.TaskType,
            Project = experiment.ProjectName,
            ProjectId = experiment.ProjectId,
            Ended = experiment.Ended,
            Checkpoints = experiment.Checkpoints,
            BestCheckpoint = experiment.BestCheckpoint,
            Metrics = metrics,
            Lineage = Lineage(status, experiment.ModelName),
            IsUsable = app.Models.Any(model => string.Equals(model.Name, experiment.ModelName, StringComparison.OrdinalIgnoreCase)),
        };
    }

    /// <summary>The run, those that it trained on from, and the model that all began with.</summary>
    private List<string> Lineage(RunStatus status, string model)
    {
        var chain = new List<string>();
        for (var record = status.Record; record is not null && chain.Count < LongestLineage; record = record.Base is { } from ? RunFolder.Numbered(workspace, from.Run).ReadRecord() : null)
        {
            chain.Add(FormattableString.Invariant($"run {record.Run}"));
            if (record.Base is null) model = record.Model;
        }

        return [.. chain, model];
    }
}

/// <summary>A part of a list of models.</summary>
/// <param name="Models">The newest first.</param>
/// <param name="HasMore">Whether there are older ones.</param>
internal sealed record ModelPage(IReadOnlyList<EarlierModel> Models, bool HasMore);

/// <summary>What an earlier run has published.</summary>
internal sealed record EarlierModel
{
    public required int Run { get; init; }

    public required string Name { get; init; }

    public required string Model { get; init; }

    public required string TaskType { get; init; }

    public required string Project { get; init; }

    public required long ProjectId { get; init; }

    public required DateTime? Ended { get; init; }

    public required IReadOnlyList<string> Checkpoints { get; init; }

    public required string BestCheckpoint { get; init; }

    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    /// <summary>From this run back to the model that all began with.</summary>
    public required IReadOnlyList<string> Lineage { get; init; }

    /// <summary>Whether the catalog still has the model.</summary>
    public required bool IsUsable { get; init; }
}
