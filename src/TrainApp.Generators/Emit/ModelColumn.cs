using System.Globalization;
using TrainApp.Formats;
using TrainApp.Generators.Naming;

namespace TrainApp.Generators.Emit;

/// <summary>A column of the model list as a property: its type suits every model.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Member">The property.</param>
/// <param name="Type">Its type in C#.</param>
internal sealed record ModelColumn(string Name, string Member, string Type)
{
    public static ModelColumn Of(string name, string member, IReadOnlyList<CatalogColumn> cells, int models)
    {
        var given = cells.Where(static cell => cell.Kind != JsonKind.Null).ToList();
        var type = given switch
        {
            { Count: > 0 } when given.TrueForAll(static cell => IsInteger(cell)) => "long",
            { Count: > 0 } when given.TrueForAll(static cell => cell.Kind == JsonKind.Number) => "double",
            { Count: > 0 } when given.TrueForAll(static cell => cell.Kind == JsonKind.Boolean) => "bool",
            _ => "string",
        };
        return new(name, member, given.Count == models ? type : type + "?");
    }

    /// <summary>A cell as a value of the property.</summary>
    public string Typed(CatalogColumn cell) => Type.TrimEnd('?') switch
    {
        "long" => cell.Text + "L",
        "double" => cell.Text + "d",
        "bool" => cell.Text,
        _ => Literal.Text(cell.Text),
    };

    /// <summary>A cell as an object.</summary>
    public static string Untyped(CatalogColumn cell) => cell.Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.Boolean => cell.Text,
        JsonKind.Number => IsInteger(cell) ? cell.Text + "L" : cell.Text + "d",
        _ => Literal.Text(cell.Text),
    };

    private static bool IsInteger(CatalogColumn cell) =>
        cell.Kind == JsonKind.Number && long.TryParse(cell.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
