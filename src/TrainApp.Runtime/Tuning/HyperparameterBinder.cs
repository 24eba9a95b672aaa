using TrainApp.Formats;

namespace TrainApp.Tuning;

/// <summary>Lays given values over a schema: missing keys take defaults, unknown ones are misspelt or extra.</summary>
/// <param name="file">The file's name for problems.</param>
/// <param name="ignored">Paths whose values in the file do not count, because a setting replaces them.</param>
internal sealed class HyperparameterBinder(string? file, IReadOnlySet<string> ignored)
{
    private readonly List<Problem> _problems = [];
    private readonly List<string> _extra = [];

    /// <summary>What is wrong with the given values.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Paths of the variables that the schema does not know.</summary>
    public IReadOnlyList<string> Extra => _extra;

    /// <summary>Binds a section; a wrong value is reported and the default stands in for it.</summary>
    public HyperparameterValues Bind(SchemaSection section, YamlMapping? given)
    {
        // Texts of thousands of keys are checked while somebody types: each key is looked up once.
        Dictionary<string, YamlNode> entries = new(StringComparer.Ordinal);
        foreach (var entry in given?.Entries ?? []) entries.TryAdd(entry.Key.Value, entry.Value);
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        foreach (var item in section.Items)
        {
            values[item.Key] = BindItem(item, entries.GetValueOrDefault(item.Key));
        }

        List<string> absent = [.. section.Items.Select(item => item.Key).Where(key => !entries.ContainsKey(key))];
        Dictionary<string, YamlNode> extra = new(StringComparer.Ordinal);
        foreach (var entry in given?.Entries ?? [])
        {
            if (values.ContainsKey(entry.Key.Value)) continue;
            var path = section.Path.Length == 0 ? entry.Key.Value : $"{section.Path}.{entry.Key.Value}";
            if (NearestName.Resembling(entry.Key.Value, absent) is { } meant)
            {
                _problems.Add(ProblemKinds.MisspeltHyperparameter.At(file, entry.Key.Place, Misspelt(path, meant)));
            }
            else
            {
                extra[entry.Key.Value] = entry.Value;
                _extra.Add(path);
            }
        }

        return new(values, extra.Count == 0 ? HyperparameterExtra.Empty : new(extra));
    }

    /// <summary>The sentence about a key that is taken for a misspelling of another.</summary>
    public static string Misspelt(string path, string meant) => $"Unknown hyperparameter '{path}'. Did you mean '{meant}'?";

    private object? BindItem(SchemaItem item, YamlNode? given)
    {
        if (item is SchemaField field)
        {
            if (given is null || ignored.Contains(field.Path)) return field.Default;
            var before = _problems.Count;
            var value = FieldValue.Read(field, given, file, _problems);
            return _problems.Count == before ? value : field.Default;
        }

        var section = (SchemaSection)item;
        if (given is not (null or YamlMapping))
        {
            _problems.Add(ProblemKinds.WrongType.At(file, given.Place, $"Hyperparameter '{section.Path}' is a section; found {given.Describe()}."));
        }

        return Bind(section, given as YamlMapping);
    }
}
