using System.Text.Json.Nodes;

namespace TrainApp.Training;

/// <summary>Everything that a session is made of.</summary>
internal sealed record SessionSetup
{
    public required string WorkDirectory { get; init; }

    public required string OutputDirectory { get; init; }

    public required long ProjectId { get; init; }

    public required string ProjectName { get; init; }

    public required string SourceDirectory { get; init; }

    public required Project Project { get; init; }

    public required ModelInfo Model { get; init; }

    /// <summary>The earlier run whose model is trained on; null for a model of the catalog.</summary>
    public PublishedExperiment? BaseExperiment { get; init; }

    public required ModelFiles ModelFiles { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<string> Devices { get; init; }

    public required AppOptions Options { get; init; }

    public required JsonObject AppState { get; init; }

    public required TrainLogger Logger { get; init; }

    public required long Seed { get; init; }

    public required CheckpointReports Reports { get; init; }

    public required SessionAdditions Additions { get; init; }

    /// <summary>Whether a name among the artifacts belongs to the framework.</summary>
    public required Func<string, bool> IsReservedName { get; init; }

    public required Func<object> BindHyperparameters { get; init; }
}
