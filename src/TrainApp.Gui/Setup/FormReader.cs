using TrainApp.Formats;
using TrainApp.Tuning;

namespace TrainApp.Gui.Setup;

/// <summary>Reads the values of a YAML text into the fields of a form, with what is wrong with each.</summary>
internal sealed class FormReader(HyperparameterResolution resolution)
{
    private readonly HashSet<string> _extraPaths = [.. resolution.Extra];
    private readonly Dictionary<string, FieldState> _fields = new(StringComparer.Ordinal);
    private readonly List<ExtraVariable> _extra = [];
    private readonly Problem[] _placed = [.. resolution.Problems.Where(problem => problem.Place is not null).OrderBy(problem => problem.Place!.Value.Start)];

    public IReadOnlyDictionary<string, FieldState> Fields => _fields;

    public IReadOnlyList<ExtraVariable> Extra => [.. _extra.OrderBy(static extra => extra.Place.Start)];

    public void Read(SchemaSection section, YamlMapping? given)
    {
        Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);
        foreach (var entry in given?.Entries ?? []) entries.TryAdd(entry.Key.Value, entry);
        var misspelt = ReadUnknown(section, entries);
        foreach (var item in section.Items)
        {
            var entry = entries.GetValueOrDefault(item.Key);
            if (item is SchemaSection inner) Read(inner, entry?.Value as YamlMapping);
            else if (item is SchemaField field) _fields[field.Path] = entry is null ? Absent(field, misspelt.GetValueOrDefault(field.Key)) : Given(field, entry);
        }
    }

    /// <summary>Takes note of extra variables.</summary>
    /// <returns>What is said of keys that are probably misspelt, by the key that is meant.</returns>
    private Dictionary<string, string> ReadUnknown(SchemaSection section, Dictionary<string, YamlEntry> entries)
    {
        Dictionary<string, string> misspelt = new(StringComparer.Ordinal);
        var known = section.Items.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in entries.Values.Where(entry => !known.Contains(entry.Key.Value)))
        {
            var path = section.Path.Length == 0 ? entry.Key.Value : $"{section.Path}.{entry.Key.Value}";
            if (_extraPaths.Contains(path)) _extra.Add(new(path, entry.Key.Place));
            else if (NearestName.Resembling(entry.Key.Value, known.Where(key => !entries.ContainsKey(key))) is { } meant && Find(entry) is { } problem) misspelt[meant] = problem;
        }

        return misspelt;
    }

    private static FieldState Absent(SchemaField field, string? problem) => new() { Text = TypedValue.Default(field), IsChanged = false, Problem = problem };

    private FieldState Given(SchemaField field, YamlEntry entry)
    {
        List<Problem> wrong = [];
        var value = FieldValue.Read(field, entry.Value, file: null, wrong);
        return new FieldState
        {
            Text = TypedValue.Of(entry.Value, resolution.Text),
            IsChanged = wrong.Count > 0 || !TypedValue.AreSame(value, field.Default),
            Problem = Find(entry),
        };
    }

    /// <summary>What is wrong between the beginning of a key and the end of its value.</summary>
    private string? Find(YamlEntry entry)
    {
        var (start, end) = (entry.Key.Place.Start, Math.Max(entry.Key.Place.Start + entry.Key.Place.Length, entry.Value.Place.Start + entry.Value.Place.Length));
        var (low, high) = (0, _placed.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_placed[middle].Place!.Value.Start < start) low = middle + 1;
            else high = middle;
        }

        return low < _placed.Length && _placed[low].Place!.Value.Start <= end ? _placed[low].Message : null;
    }
}
