using System.Text.Json.Nodes;
using TrainApp.Formats;
using JsonNode = System.Text.Json.Nodes.JsonNode;

namespace TrainApp.Schemas;

/// <summary>The JSON Schema of an app's hyperparameters: types, ranges, choices, defaults and descriptions.</summary>
internal static class HyperparametersJsonSchema
{
    public static JsonObject Of(HyperparameterSchema schema)
    {
        var document = JsonSchemaDocument.Create("Hyperparameters of this app.");
        foreach (var (key, value) in WithoutNulls(Section(schema.Root))) document[key] = value?.DeepClone();
        return document;
    }

    private static JsonObject Section(SchemaSection section) => new()
    {
        ["type"] = "object",
        ["description"] = section.Description.Length > 0 ? section.Description : null,
        ["properties"] = new JsonObject(section.Items.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)Item(item)))),
    };

    private static JsonObject Item(SchemaItem item)
    {
        if (item is SchemaSection section) return WithoutNulls(Section(section));
        var field = (SchemaField)item;
        var one = Value(field);
        var schema = field.IsList ? new JsonObject { ["type"] = "array", ["items"] = one } : one;
        if (field.IsNullable) schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "null");
        if (item.Description.Length > 0) schema["description"] = item.Description;
        schema["default"] = Default(field.Default);
        return schema;
    }

    private static JsonObject Value(SchemaField field)
    {
        var schema = new JsonObject
        {
            ["type"] = field.Kind switch
            {
                FieldKind.Integer or FieldKind.Long => "integer",
                FieldKind.Float => "number",
                FieldKind.Bool => "boolean",
                _ => "string",
            },
        };
        if (field.Choices.Count > 0) schema["enum"] = new JsonArray([.. field.Choices.Select(choice => (JsonNode)choice)]);
        if (field.Range is not { } range) return schema;
        if (range.Min is { } min) schema[range.MinExcluded ? "exclusiveMinimum" : "minimum"] = min;
        if (range.Max is { } max) schema[range.MaxExcluded ? "exclusiveMaximum" : "maximum"] = max;
        return schema;
    }

    private static JsonNode? Default(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        int number => number,
        long number => number,
        double number => double.IsFinite(number) ? number : null,
        string text => text,
        Array list => new JsonArray([.. list.Cast<object?>().Select(Default)]),
        _ => throw new InvalidOperationException($"A default of type {value.GetType()} has no JSON."),
    };

    private static JsonObject WithoutNulls(JsonObject schema)
    {
        foreach (var key in schema.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList()) schema.Remove(key);
        return schema;
    }
}
