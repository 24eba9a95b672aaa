namespace TrainApp.Formats;

/// <summary>Reads <c>hyperparameters.yaml</c> as the schema of an app's hyperparameters with their defaults.</summary>
internal sealed class HyperparameterSchemaReader
{
    private const int MaxKeyLength = 200;
    private readonly string? _file;
    private readonly List<Problem> _problems;

    private HyperparameterSchemaReader(string? file, IEnumerable<Problem> problems)
    {
        _file = file;
        _problems = [.. problems];
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name for problems.</param>
    public static HyperparameterSchema Read(string text, string? file)
    {
        var document = YamlReader.Read(text, file, ProblemKinds.HyperparameterYaml);
        var reader = new HyperparameterSchemaReader(file, document.Problems);
        var mapping = document.Root as YamlMapping;
        if (mapping is null && document.Root is { } root && root is not YamlScalar { Kind: ScalarKind.Null })
        {
            reader.Report(ProblemKinds.HyperparametersNotMapping, root.Place, $"Hyperparameters are a mapping of keys to values; found {root.Describe()}.");
        }

        IReadOnlyList<SchemaItem> items = mapping is null ? [] : reader.ReadItems(mapping, "");
        return new(new("", "", "", default, items), reader._problems);
    }

    private List<SchemaItem> ReadItems(YamlMapping mapping, string path)
    {
        List<SchemaItem> items = [];
        foreach (var entry in mapping.Entries)
        {
            var key = entry.Key.Value;
            if (key.Length > MaxKeyLength)
            {
                Report(ProblemKinds.HyperparameterNameClash, entry.Key.Place, $"A key has at most {MaxKeyLength} letters; found {key.Length}.");
                continue;
            }

            var itemPath = path.Length == 0 ? key : $"{path}.{key}";
            if (entry.Value is YamlMapping section)
            {
                items.Add(new SchemaSection(key, itemPath, Describe(entry, entry.Comment?.Text), entry.Key.Place, ReadItems(section, itemPath)));
            }
            else if (ReadField(entry, itemPath) is { } field)
            {
                items.Add(field);
            }
        }

        return items;
    }

    private SchemaField? ReadField(YamlEntry entry, string path)
    {
        var comment = entry.Comment is { } written ? FieldComment.Parse(written.Text) : FieldComment.None;
        var field = entry.Value switch
        {
            YamlScalar { Kind: ScalarKind.Null } scalar => TypeOfNull(comment, path, scalar),
            YamlScalar scalar => TypeOfScalar(comment, scalar),
            YamlSequence list => TypeOfList(comment, path, list),
            _ => null,
        };
        if (field is null) return null;

        var allText = entry.Comment?.Text ?? "";
        var isNumber = field.Kind is FieldKind.Integer or FieldKind.Long or FieldKind.Float;
        var usesComment = comment.Kind is not null || field.Choices.Count > 0 || (isNumber && comment.Range is not null);
        field = field with
        {
            Key = entry.Key.Value,
            Path = path,
            KeyPlace = entry.Key.Place,
            ValuePlace = entry.Value.Place,
            Range = isNumber ? comment.Range : null,
            Description = Describe(entry, usesComment ? comment.Description : allText),
        };
        if (field.Range is { IsEmpty: true } empty)
        {
            Report(ProblemKinds.ContradictoryComment, entry.Comment!.Place, $"No number lies in the range {empty.Text} of hyperparameter '{path}'.");
            field = field with { Range = null };
        }

        return field with { Default = FieldValue.Read(field, entry.Value, _file, _problems), Written = Write(entry.Value) };
    }

    private static IReadOnlyList<string> Write(YamlNode node) => node switch
    {
        YamlScalar { Kind: not ScalarKind.Null } scalar => [scalar.Value],
        YamlSequence list => [.. list.Items.OfType<YamlScalar>().Select(static item => item.Value)],
        _ => [],
    };

    private SchemaField? TypeOfNull(FieldComment comment, string path, YamlScalar scalar)
    {
        if (comment.Choices.Count > 0) return Field(FieldKind.Choice) with { IsNullable = true, Choices = Alternatives(null, comment).Choices };
        if (comment is { Kind: { } kind, IsNullable: true }) return Field(kind) with { IsList = comment.IsList, IsNullable = true };
        Report(ProblemKinds.UntypedHyperparameter, scalar.Place, $"Hyperparameter '{path}' has no value, so its type must stand in a comment behind it, such as '# int?' or '# string?'.");
        return null;
    }

    private static SchemaField TypeOfScalar(FieldComment comment, YamlScalar scalar)
    {
        var found = KindOf(scalar);
        var kind = comment is { Kind: { } named, IsList: false } ? named : found;
        var field = Field(kind) with { IsNullable = comment.IsNullable, IsList = comment.IsList };
        if (comment.Choices.Count == 0 || comment.IsList) return field;
        if (kind == FieldKind.Text)
        {
            var (choices, allowsNull) = Alternatives(scalar.Value, comment);
            return field with { Kind = FieldKind.Choice, Choices = choices, IsNullable = field.IsNullable || allowsNull };
        }

        var areNumbers = kind != FieldKind.Bool && comment.Choices.All(static choice => CoreSchema.KindOf(choice) is ScalarKind.Integer or ScalarKind.Float);
        return areNumbers ? field with { Choices = Alternatives(scalar.Value, comment).Choices } : field;
    }

    private SchemaField? TypeOfList(FieldComment comment, string path, YamlSequence list)
    {
        var nested = list.Items.FirstOrDefault(static item => item is not YamlScalar { Kind: not ScalarKind.Null });
        if (nested is not null)
        {
            Report(ProblemKinds.UnsupportedHyperparameter, nested.Place, $"Hyperparameter '{path}' is a list, which may hold text, numbers, true and false; found {nested.Describe()}.");
            return null;
        }

        if (comment.Kind is { } named) return Field(named) with { IsList = true, IsNullable = comment.IsNullable };
        if (list.Items.Count == 0)
        {
            Report(ProblemKinds.UntypedHyperparameter, list.Place, $"Hyperparameter '{path}' is an empty list, so its type must stand in a comment behind it, such as '# float[]'.");
            return null;
        }

        FieldKind? kind = null;
        foreach (var item in list.Items.Cast<YamlScalar>())
        {
            var common = Common(kind, KindOf(item));
            if (common is null)
            {
                Report(ProblemKinds.MixedList, item.Place, $"Hyperparameter '{path}' is {(Field(kind!.Value) with { IsList = true }).Describe()} by its first elements; found {item.Describe()}.");
                return null;
            }

            kind = common;
        }

        return Field(kind!.Value) with { IsList = true };
    }

    private static FieldKind? Common(FieldKind? a, FieldKind b) => (a, b) switch
    {
        (null, _) => b,
        var (x, y) when x == y => y,
        (FieldKind.Float, FieldKind.Integer or FieldKind.Long) or (FieldKind.Integer or FieldKind.Long, FieldKind.Float) => FieldKind.Float,
        (FieldKind.Long, FieldKind.Integer) or (FieldKind.Integer, FieldKind.Long) => FieldKind.Long,
        _ => null,
    };

    private static FieldKind KindOf(YamlScalar scalar) => scalar.Kind switch
    {
        ScalarKind.Bool => FieldKind.Bool,
        ScalarKind.Integer => CoreSchema.TryInteger(scalar.Value, out var number) && number is >= int.MinValue and <= int.MaxValue ? FieldKind.Integer : FieldKind.Long,
        ScalarKind.Float => FieldKind.Float,
        _ => FieldKind.Text,
    };

    private static (IReadOnlyList<string> Choices, bool AllowsNull) Alternatives(string? value, FieldComment comment)
    {
        List<string> all = value is null ? [] : [value];
        all.AddRange(comment.Choices.Where(static choice => choice is not ("null" or "~")).Select(static choice => choice.Trim('"', '\'')));
        return ([.. all.Distinct(StringComparer.Ordinal)], comment.Choices.Any(static choice => choice is "null" or "~"));
    }

    private static SchemaField Field(FieldKind kind) => new("", "", "", default) { Kind = kind };

    private static string Describe(YamlEntry entry, string? behind) =>
        string.Join(" ", new[] { entry.CommentAbove, behind }.Where(static text => !string.IsNullOrWhiteSpace(text)));

    private void Report(ProblemKind kind, Place place, string message) => _problems.Add(kind.At(_file, place, message));
}
