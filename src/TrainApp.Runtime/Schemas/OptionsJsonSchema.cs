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
        document["properties"] = new JsonObject(OptionKey.All.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)Value(key.Kind))));
        return document;
    }

    private static JsonObject Value(OptionKind kind) => kind switch
    {
        OptionKind.Bool => new JsonObject { ["type"] = new JsonArray("boolean", "null") },
        OptionKind.Text => new JsonObject { ["type"] = new JsonArray("string", "null") },
        OptionKind.Logger => new JsonObject { ["enum"] = new JsonArray("tensorboard", null) },
        _ => new JsonObject { ["description"] = "Has no effect yet." },
    };
}
