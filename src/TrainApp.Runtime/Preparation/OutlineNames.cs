namespace TrainApp.Preparation;

/// <summary>The names of a project's classes and tags, as a reader of many annotations looks them up.</summary>
internal sealed class OutlineNames
{
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);
    private readonly bool[] _free;

    public OutlineNames(ProjectMeta meta)
    {
        _free = new bool[meta.Classes.Count];
        for (var i = 0; i < _free.Length; i++)
        {
            _classes[meta.Classes[i].Name] = i;
            _free[i] = string.Equals(meta.Classes[i].Shape, "any", StringComparison.Ordinal);
        }

        foreach (var tag in meta.Tags) _tags[tag.Name] = tag.Name;
    }

    public int? ClassOf(string name) => _classes.TryGetValue(name, out var index) ? index : null;

    /// <summary>The name as one object for all; null when the project has no such tag.</summary>
    public string? TagOf(string name) => _tags.GetValueOrDefault(name);

    /// <summary>Whether a class allows any shape.</summary>
    public bool IsFree(int index) => _free[index];
}
