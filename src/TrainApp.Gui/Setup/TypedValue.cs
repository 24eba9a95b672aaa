using System.Buffers;
using TrainApp.Formats;
using TrainApp.Tuning;

namespace TrainApp.Gui.Setup;

/// <summary>Values of hyperparameters as people type them into a field, and as YAML has them.</summary>
internal static class TypedValue
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(",[]{}\"'#");

    /// <summary>A value of a YAML text as a field shows it; empty for none.</summary>
    public static string Of(YamlNode node, string text) => node switch
    {
        YamlScalar { Kind: ScalarKind.Null } => "",
        YamlScalar scalar => scalar.Value,
        YamlSequence list => string.Join(", ", list.Items.Select(item => item is YamlScalar scalar ? Item(scalar) : Slice(text, item))),
        _ => Slice(text, node),
    };

    /// <summary>The default of a field as the field shows it.</summary>
    public static string Default(SchemaField field) => field.IsList ? string.Join(", ", field.Written.Select(HyperparameterItem)) : field.Written is [var only] ? only : "";

    /// <summary>The YAML of what was typed into a field: of the field's type where it can be, and else as it was typed, for the checks to refuse.</summary>
    public static string Write(SchemaSection schema, SchemaField field, string typed)
    {
        var value = typed.Trim();
        if (value.Length == 0 && field.IsNullable) return "null";
        if (value.Length == 0 && field.IsList) return "[]";
        if (HyperparameterSetting.Read(schema, field.Path, value, []) is { } setting) return setting.Value;
        return field.IsList ? $"[{string.Join(", ", value.Split(',').Select(item => Raw(item.Trim())))}]" : Raw(value);
    }

    /// <summary>The YAML of a field's default, on one line.</summary>
    public static string WriteDefault(SchemaField field) => field.IsList
        ? field.Default is null ? "null" : $"[{string.Join(", ", field.Written.Select(item => Quoted(field, item)))}]"
        : field.Written is [var only] ? Quoted(field, only) : "null";

    /// <summary>Whether two values are the same; lists are by their items.</summary>
    public static bool AreSame(object? a, object? b) => (a, b) switch
    {
        (Array first, Array second) => first.Length == second.Length && first.Cast<object>().SequenceEqual(second.Cast<object>()),
        _ => Equals(a, b),
    };

    private static string Quoted(SchemaField field, string item) => field.Kind is FieldKind.Text or FieldKind.Choice ? HyperparameterScalar.Write(item) : item;

    private static string HyperparameterItem(string item) => item.AsSpan().ContainsAny(s_special) ? HyperparameterScalar.Write(item) : item;

    private static string Item(YamlScalar scalar) => scalar.IsPlain ? scalar.Value : HyperparameterScalar.Write(scalar.Value);

    private static string Slice(string text, YamlNode node) => text.Substring(node.Place.Start, node.Place.Length).Trim();

    /// <summary>What was typed, if it is one scalar on one line, and else as text.</summary>
    private static string Raw(string value) =>
        !value.Contains('\n', StringComparison.Ordinal) && value is not ['|' or '>', ..]
        && YamlReader.Read($"a: {value}", file: null, ProblemKinds.HyperparameterYaml) is { Problems: [], Root: YamlMapping { Entries: [{ Value: YamlScalar { IsPlain: true } scalar }] } }
        && scalar.Place.Length == value.Length && value.Length > 0
            ? value
            : HyperparameterScalar.Write(value);
}
