using TrainApp.Preparation;

namespace TrainApp.Requests;

/// <summary>A request in which nothing is wrong, with every default resolved.</summary>
internal sealed record CheckedRequest
{
    public required TrainRequest Request { get; init; }

    public required Project Project { get; init; }

    public required long ProjectId { get; init; }

    /// <summary>What stands for the project's content.</summary>
    public required string Fingerprint { get; init; }

    public required StartingModel Start { get; init; }

    public ModelInfo Model => Start.Model;

    public required SplitSpecification Split { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Whether shapes are converted to those of the task.</summary>
    public required bool ConvertClasses { get; init; }

    /// <summary>Whether images are linked to the workspace's cache.</summary>
    public required bool Cache { get; init; }

    public required long Seed { get; init; }

    public required IReadOnlyList<string> Devices { get; init; }

    public required IReadOnlyList<string> Exports { get; init; }

    public required string HyperparametersText { get; init; }

    public string? Name { get; init; }
}
