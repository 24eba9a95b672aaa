using TrainApp.Formats;

namespace TrainApp.Tuning;

/// <summary>One <c>--set path=value</c>, understood by the schema.</summary>
/// <param name="Keys">The keys from the top.</param>
/// <param name="Path">The same, joined by dots.</param>
/// <param name="Value">The value as it is written into YAML.</param>
internal sealed record HyperparameterSetting(IReadOnlyList<string> Keys, string Path, string Value)
{
    /// <summary>Understands a setting, or reports why not.</summary>
    public static HyperparameterSetting? Read(SchemaSection root, string path, string value, ICollection<Problem> problems)
    {
        if (path.Split('.').Any(string.IsNullOrWhiteSpace))
        {
            problems.Add(ProblemKinds.MalformedSetting.At(null, null, $"'{path}' names no hyperparameter; expected keys joined by dots, such as optimizer.lr."));
            return null;
        }

        List<string> keys = [];
        SchemaItem item = root;
        var rest = path;
        while (rest.Length > 0 && item is SchemaSection section)
        {
            // A key may itself hold dots: the longest that the section knows counts.
            var known = section.Items.Where(inner => rest == inner.Key || rest.StartsWith(inner.Key + ".", StringComparison.Ordinal)).MaxBy(inner => inner.Key.Length);
            if (known is null) return ReadExtra(section, keys, rest, path, value, problems);
            keys.Add(known.Key);
            rest = rest.Length == known.Key.Length ? "" : rest[(known.Key.Length + 1)..];
            item = known;
        }

        if (item is not SchemaField field)
        {
            problems.Add(ProblemKinds.WrongType.At(null, null, $"Hyperparameter '{item.Path}' is a section; found the value '{value}'.", "Set the keys in it one by one."));
            return null;
        }

        if (rest.Length > 0)
        {
            problems.Add(ProblemKinds.WrongType.At(null, null, $"Hyperparameter '{field.Path}' is {field.Describe()}, not a section; found '{path}'."));
            return null;
        }

        return ReadValue(field, value, problems) is { } written ? new(keys, field.Path, written) : null;
    }

    private static HyperparameterSetting? ReadExtra(SchemaSection section, List<string> keys, string rest, string path, string value, ICollection<Problem> problems)
    {
        string[] unknown = rest.Split('.');
        if (NearestName.Resembling(unknown[0], section.Items.Select(static item => item.Key)) is { } meant)
        {
            var full = string.Join('.', [.. keys, meant, .. unknown.Skip(1)]);
            problems.Add(ProblemKinds.MisspeltHyperparameter.At(null, null, HyperparameterBinder.Misspelt(path, full)));
            return null;
        }

        var written = Parse(value) is { } node ? value.Substring(node.Place.Start, node.Place.Length) : HyperparameterScalar.Write(value);
        return new([.. keys, .. unknown], path, written);
    }

    private static string? ReadValue(SchemaField field, string value, ICollection<Problem> problems)
    {
        var isText = field.Kind is FieldKind.Text or FieldKind.Choice && !field.IsList;
        var written = field.IsList && !value.TrimStart().StartsWith('[') && !(field.IsNullable && CoreSchema.KindOf(value) == ScalarKind.Null) ? $"[{value}]" : value;
        var node = Parse(written);
        if (isText && node is not (YamlScalar { IsPlain: false } or YamlScalar { Kind: ScalarKind.Null }) || (isText && !field.IsNullable && node is not YamlScalar { IsPlain: false }))
        {
            node = new YamlScalar(value, IsPlain: false, default);
            written = HyperparameterScalar.Write(value);
        }
        else if (node is not null)
        {
            written = written.Substring(node.Place.Start, node.Place.Length);
        }

        if (node is null)
        {
            problems.Add(ProblemKinds.WrongType.At(null, null, $"Hyperparameter '{field.Path}' is {field.Describe()}; found '{value}'."));
            return null;
        }

        List<Problem> found = [];
        FieldValue.Read(field, node, file: null, found);
        foreach (var problem in found) problems.Add(problem with { Place = null });
        return found.Count == 0 ? written : null;
    }

    /// <summary>A plain or quoted scalar or a flow collection on one line, or null for anything else.</summary>
    private static YamlNode? Parse(string value)
    {
        if (value.AsSpan().ContainsAny('\n', '\r') || value.TrimStart() is ['|' or '>', ..]) return null;
        var document = YamlReader.Read(value, file: null, ProblemKinds.HyperparameterYaml);
        return document is { Problems: [], Root: YamlScalar { Place.Length: > 0 } or YamlSequence { IsFlow: true } or YamlMapping { IsFlow: true } } ? document.Root : null;
    }
}
