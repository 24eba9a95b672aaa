namespace TrainApp;

/// <summary>Local files of the model that a run starts from, by their names in <c>models.json</c>.</summary>
public sealed class ModelFiles
{
    private readonly IReadOnlyDictionary<string, string?> _paths;

    internal ModelFiles(IReadOnlyDictionary<string, string?> paths) => _paths = paths;

    /// <summary>Local path of the checkpoint; null for a model that starts from scratch.</summary>
    public string? Checkpoint => _paths.GetValueOrDefault("checkpoint");

    /// <summary>Names of the files.</summary>
    public IEnumerable<string> Names => _paths.Keys;

    /// <summary>Local path of a file.</summary>
    /// <exception cref="KeyNotFoundException">The model has no file of that name.</exception>
    public string? this[string name] => _paths.TryGetValue(name, out var path)
        ? path
        : throw new KeyNotFoundException($"The model has no file '{name}'. It has: {string.Join(", ", _paths.Keys)}.");
}
