using TrainApp.Preparation;

namespace TrainApp.Requests;

/// <summary>A request in which nothing is wrong, with every default resolved.</summary>
internal sealed record CheckedRequest
{
    public required TrainRequest Request { get; init; }

    /// <summary>The project, or the version of it that is trained on.</summary>
    public required Project Project { get; init; }

    /// <summary>The user's folder.</summary>
    public required string ProjectDirectory { get; init; }

    public required long ProjectId { get; init; }

    /// <summary>What stands for the project's content.</summary>
    public required string Fingerprint { get; init; }

    public required StartingModel Start { get; init; }

    public ModelInfo Model => Start.Model;

    public required SplitSpecification Split { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Selected tags in the order of the project's meta.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether shapes may be converted to those of the task.</summary>
    public required bool ConvertClasses { get; init; }

    /// <summary>The task whose shape labels are converted to; null where nothing needs it.</summary>
    public TaskShape? Conversion { get; init; }

    /// <summary>Whether images are linked to the workspace's cache.</summary>
    public required bool Cache { get; init; }

    public required long Seed { get; init; }

    public required IReadOnlyList<string> Devices { get; init; }

    public required IReadOnlyList<string> Exports { get; init; }

    /// <summary>Whether the best checkpoint is evaluated after training.</summary>
    public required bool Benchmark { get; init; }

    /// <summary>Whether the speed of inference is measured, too.</summary>
    public required bool SpeedTest { get; init; }

    public required string HyperparametersText { get; init; }

    public string? Name { get; init; }
}
