using System.Text.Json.Nodes;
using TrainApp.Formats;
using JsonNode = System.Text.Json.Nodes.JsonNode;

namespace TrainApp.Schemas;

/// <summary>The JSON Schema of <c>app_options.yaml</c>, made from the list of its keys.</summary>
internal static class OptionsJsonSchema
{
    public static JsonObject Create()
    {
        var document = JsonSchemaDocument.Create("Options of a training app.");
        document["type"] = "object";
        document["additionalProperties"] = false;
        document["properties"] = new JsonObject(Properties());
        return document;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Properties() => OptionKey.All
        .GroupBy(key => key.Section.Length > 0 ? key.Section : key.Name)
        .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)(group.First().Section.Length > 0 ? Section([.. group]) : Value(group.First()))));

    private static JsonObject Section(IReadOnlyList<OptionKey> keys)
    {
        var types = new JsonArray("object", "null");
        // A demo is a folder, in short.
        if (keys.Any(key => key.Kind == OptionKind.Path)) types.Add((JsonNode)"string");
        var section = new JsonObject
        {
            ["type"] = types,
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Value(key)))),
        };
        var required = keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name).ToArray();
        if (required.Length > 0) section["required"] = new JsonArray(required);
        return section;
    }

    private static JsonObject Value(OptionKey key)
    {
        var value = key.Kind switch
        {
            OptionKind.Bool => new JsonObject { ["type"] = new JsonArray("boolean", "null"), ["default"] = key.Default == "true" },
            OptionKind.Text or OptionKind.Path => new JsonObject { ["type"] = new JsonArray("string", "null") },
            OptionKind.Logger => new JsonObject { ["enum"] = new JsonArray("tensorboard", null) },
            OptionKind.Methods => new JsonObject
            {
                ["type"] = new JsonArray("array", "null"),
                ["minItems"] = 1,
                ["items"] = new JsonObject { ["type"] = "string", ["pattern"] = "^([Bb]ased on )?(item )?([Rr]andom|[Tt]ags|[Dd]atasets|[Cc]ollections)$" },
            },
            _ => new JsonObject { ["deprecated"] = true },
        };
        value["description"] = key.Effect.Replace("`", "", StringComparison.Ordinal);
        return value;
    }
}
