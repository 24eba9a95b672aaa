namespace TrainApp.Vision.Conversion;

/// <summary>The folders of datasets below a folder: names that every file system takes, the same each time.</summary>
/// <param name="between">A folder between a dataset's and those of its children; empty for none.</param>
/// <param name="reserved">Names that are no dataset's.</param>
internal sealed class DatasetFolders(string between, params string[] reserved)
{
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafeNames> _names = new(StringComparer.Ordinal);

    /// <summary>The folder of a dataset as a relative path; of two whose names become alike, the second gets a number.</summary>
    /// <param name="fullName">Names of its parents and its own, joined by <c>/</c>.</param>
    public string Of(string fullName)
    {
        if (_places.TryGetValue(fullName, out var place)) return place;
        var slash = fullName.LastIndexOf('/');
        var parent = slash < 0 ? "" : Path.Combine(Of(fullName[..slash]), between);
        if (!_names.TryGetValue(parent, out var names)) _names.Add(parent, names = new(reserved));
        place = Path.Combine(parent, names.Take(fullName[(slash + 1)..]));
        _places.Add(fullName, place);
        return place;
    }
}
