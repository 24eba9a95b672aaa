namespace TrainApp;

/// <summary>What a training run produced; the fields are those of the reference's experiment info.</summary>
public sealed record ExperimentInfo
{
    /// <summary>Name of the model that was trained.</summary>
    public required string ModelName { get; init; }

    /// <summary>Further files of the model by name, such as <c>config</c>: local paths. They are published.</summary>
    public required Dictionary<string, string> ModelFiles { get; init; }

    /// <summary>The checkpoints: a list of files, or the folder that holds them.</summary>
    public required CheckpointFiles Checkpoints { get; init; }

    /// <summary>File name, without a folder, of the best checkpoint; one of <see cref="Checkpoints"/>.</summary>
    public required string BestCheckpoint { get; init; }

    /// <summary>The task, such as <c>object detection</c>; the model's when it is not given.</summary>
    public string? TaskType { get; init; }

    /// <summary>Path of the best checkpoint.</summary>
    /// <exception cref="FileNotFoundException">It is not among the checkpoints.</exception>
    public string FindBestCheckpoint()
    {
        var path = Checkpoints.Directory is { } directory
            ? Path.Combine(directory, BestCheckpoint)
            : Checkpoints.FirstOrDefault(file => Path.GetFileName(file) == BestCheckpoint);
        return path is not null && Path.Exists(path)
            ? path
            : throw new FileNotFoundException($"The best checkpoint '{BestCheckpoint}' is not among the checkpoints.", path);
    }
}
