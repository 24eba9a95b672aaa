namespace TrainApp;

/// <summary>An earlier run as its <c>experiment_info.json</c> tells it: what a run that trains on from its model knows of it.</summary>
public sealed record PublishedExperiment
{
    /// <summary>Number of the run.</summary>
    public required int TaskId { get; init; }

    /// <summary>The experiment's name.</summary>
    public required string ExperimentName { get; init; }

    /// <summary>The framework that trained it.</summary>
    public required string FrameworkName { get; init; }

    /// <summary>The model's name, as the training method returned it.</summary>
    public required string ModelName { get; init; }

    /// <summary>The task, such as <c>object detection</c>.</summary>
    public required string TaskType { get; init; }

    /// <summary>The project's number in the workspace.</summary>
    public required long ProjectId { get; init; }

    /// <summary>The project's name, as it stands in the folder of artifacts.</summary>
    public required string ProjectName { get; init; }

    /// <summary>Further files of the model, by name: paths.</summary>
    public required IReadOnlyDictionary<string, string> ModelFiles { get; init; }

    /// <summary>File names of the checkpoints.</summary>
    public required IReadOnlyList<string> Checkpoints { get; init; }

    /// <summary>File name of the best checkpoint.</summary>
    public required string BestCheckpoint { get; init; }

    /// <summary>When the run ended, in local time; null when the file does not tell.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>What an evaluation found, by name.</summary>
    public IReadOnlyDictionary<string, double> EvaluationMetrics { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The folder of artifacts on disk.</summary>
    public required string ArtifactsDirectory { get; init; }

    /// <summary>The folder of artifacts as files name it, such as <c>/experiments/27_Lemons/265_RT-DETRv2/</c>.</summary>
    public required string ArtifactsLink { get; init; }

    /// <summary>Path of a checkpoint.</summary>
    /// <param name="name">Its file name.</param>
    public string CheckpointPath(string name) => Path.Combine(ArtifactsDirectory, "checkpoints", name);

    /// <summary>Place of a checkpoint as files name it.</summary>
    /// <param name="name">Its file name.</param>
    public string CheckpointLink(string name) => $"{ArtifactsLink}checkpoints/{name}";
}
