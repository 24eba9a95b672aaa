namespace TrainApp;

/// <summary>One entry of <c>models.json</c>. The generator derives a type with the app's own columns from it.</summary>
public record ModelInfo
{
    /// <summary>The model's name, unique in the catalog without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>The task, such as <c>object detection</c>.</summary>
    public required string TaskType { get; init; }

    /// <summary>The architecture (<c>meta.arch_type</c>), by which tables group.</summary>
    public string ArchType { get; init; } = "other";

    /// <summary>Path or address of the checkpoint; null for a model that starts from scratch.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Every entry of <c>meta.model_files</c> as it is written there, <c>checkpoint</c> and <c>config</c> among them.</summary>
    public IReadOnlyDictionary<string, string?> Files { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The table columns in file order: values are <see cref="string"/>, <see cref="double"/>, <see cref="long"/>, <see cref="bool"/> or null.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Columns { get; init; } = [];
}
