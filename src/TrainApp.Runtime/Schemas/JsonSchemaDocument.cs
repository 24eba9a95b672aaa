using System.Text.Json.Nodes;

namespace TrainApp.Schemas;

/// <summary>What every schema document begins with.</summary>
internal static class JsonSchemaDocument
{
    public static JsonObject Create(string title) => new()
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["title"] = title,
    };
}
