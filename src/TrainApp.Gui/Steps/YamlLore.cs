using TrainApp.Formats;
using TrainApp.Gui.Setup;
using TrainApp.Tuning;

namespace TrainApp.Gui.Steps;

/// <summary>What the editor may offer and tell about a key.</summary>
/// <param name="Path">Its keys, joined by dots.</param>
/// <param name="Key">Its last key.</param>
/// <param name="Section">Path of the section that it stands in; empty at the top.</param>
/// <param name="Written">The key as YAML has it.</param>
/// <param name="Kind"><c>section</c>, <c>bool</c>, or anything else.</param>
/// <param name="Type">Its type in words, with its range.</param>
/// <param name="About">What the comments say.</param>
/// <param name="Shown">The default; null for a section.</param>
/// <param name="Choices">The values that it may have; null when they are free.</param>
/// <param name="IsNullable">Whether it may have none.</param>
public sealed record YamlLore(string Path, string Key, string Section, string Written, string Kind, string Type, string About, string? Shown, IReadOnlyList<string>? Choices, bool IsNullable)
{
    /// <summary>Everything that a schema knows.</summary>
    internal static IReadOnlyList<YamlLore> Of(SchemaSection section) => [.. section.Items.SelectMany(item => item is SchemaSection inner
        ? [Of(section, inner), .. Of(inner)]
        : (IEnumerable<YamlLore>)[Of(section, (SchemaField)item)])];

    private static YamlLore Of(SchemaSection outer, SchemaSection section) =>
        new(section.Path, section.Key, outer.Path, HyperparameterScalar.Write(section.Key), "section", "section", section.Description, null, null, false);

    private static YamlLore Of(SchemaSection outer, SchemaField field) => new(
        field.Path,
        field.Key,
        outer.Path,
        HyperparameterScalar.Write(field.Key),
        field is { Kind: FieldKind.Bool, IsList: false } ? "bool" : "field",
        FieldWords.Type(field),
        field.Description,
        TypedValue.WriteDefault(field),
        field is { Choices.Count: > 0, IsList: false } ? field.Choices : null,
        field.IsNullable);
}
