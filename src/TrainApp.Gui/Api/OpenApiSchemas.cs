using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using TrainApp.Runs;

namespace TrainApp.Gui.Api;

/// <summary>JSON Schemas of what end points take and give, made from the very types that are written.</summary>
internal static class OpenApiSchemas
{
    private static readonly JsonSchemaExporterOptions s_options = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>The schema of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="place">Where the schema will lie in the document, for references of a type to itself.</param>
    public static JsonNode Of(JsonTypeInfo type, string place)
    {
        var schema = type.GetJsonSchemaAsNode(s_options);
        Relocate(schema, place);
        return schema;
    }

    /// <summary>The body that starts or checks a training.</summary>
    public static JsonObject TrainRequest()
    {
        var exported = RunJson.Files.TrainRequest.GetJsonSchemaAsNode(s_options)["properties"]!.AsObject();
        var properties = new JsonObject();
        foreach (var field in TrainRequestBody.Fields)
        {
            properties[field] = field == TrainRequestBody.AppState
                ? new JsonObject { ["type"] = new JsonArray("object", "string"), ["description"] = "An app state, its text, or the absolute path of its file; fields beside it win over it." }
                : exported[field]!.DeepClone();
        }

        // A value may be written as what it is: 0.01, true, [1, 2].
        properties["set"] = new JsonObject { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = true };
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    /// <summary>The body of the reference's start.</summary>
    public static JsonObject TrainFromApi()
    {
        var state = Fields((TrainRequestBody.AppState, "object"), ("wait", "boolean"));
        state["properties"]![TrainRequestBody.AppState]!["type"] = new JsonArray("object", "string");
        state["required"] = new JsonArray(TrainRequestBody.AppState);
        return new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["state"] = state }, ["required"] = new JsonArray("state"), ["additionalProperties"] = false };
    }

    /// <summary>An object of some fields, none of which must be there.</summary>
    public static JsonObject Fields(params ReadOnlySpan<(string Name, string Type)> fields)
    {
        var properties = new JsonObject();
        foreach (var (name, type) in fields) properties[name] = new JsonObject { ["type"] = type };
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    private static void Relocate(JsonNode? node, string place)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Relocate(item, place);
        }

        if (node is not JsonObject schema) return;
        if (schema["$ref"] is JsonValue reference && reference.GetValue<string>() is ['#', .. var rest]) schema["$ref"] = $"{place}{rest}";
        foreach (var (_, value) in schema.ToList()) Relocate(value, place);
    }
}
