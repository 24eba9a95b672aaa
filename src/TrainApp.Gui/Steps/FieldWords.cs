using TrainApp.Formats;
using TrainApp.Gui.Setup;

namespace TrainApp.Gui.Steps;

/// <summary>What is said of a hyperparameter beside its field.</summary>
internal static class FieldWords
{
    /// <summary>Type and range.</summary>
    public static string Type(SchemaField field)
    {
        var type = field is { Kind: FieldKind.Choice } ? "one of " + string.Join(", ", field.Choices) : field.Describe();
        return $"{type}{(field.Range is { } range ? $" {range.Describe()}" : "")}{(field.IsNullable ? " or none" : "")}";
    }

    /// <summary>Range and comment in one line; empty when there is neither.</summary>
    public static string Hint(SchemaField field) => (field.Range, field.Description) switch
    {
        (null, var about) => about,
        ({ } range, "") => range.Text,
        ({ } range, var about) => $"{range.Text} · {about}",
    };

    /// <summary>Everything, for those who ask.</summary>
    public static string All(SchemaField field) => $"{field.Path}: {Type(field)}{(field.Description.Length > 0 ? $". {field.Description}" : "")}";

    public static string Default(SchemaField field) => TypedValue.Default(field) is { Length: > 0 } shown ? shown : "none";
}
