using System.Text.Json.Nodes;

namespace TrainApp.Schemas;

/// <summary>The JSON Schema of <c>models.json</c>.</summary>
internal static class ModelsJsonSchema
{
    public static JsonObject Create()
    {
        var document = JsonSchemaDocument.Create("Models of a training app.");
        document["type"] = "array";
        document["items"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "A model: columns of its table row, and its meta.",
            ["required"] = new JsonArray("meta"),
            ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null") },
            ["properties"] = new JsonObject { ["meta"] = Meta() },
        };
        return document;
    }

    private static JsonObject Meta() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("task_type", "model_name", "model_files"),
        ["properties"] = new JsonObject
        {
            ["task_type"] = Text("The task, such as 'object detection'."),
            ["model_name"] = Text("The model's name, unique in the list."),
            ["arch_type"] = Text("The architecture, by which tables group."),
            ["model_files"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "Paths or addresses, by name.",
                ["required"] = new JsonArray("checkpoint"),
                ["properties"] = new JsonObject
                {
                    ["checkpoint"] = new JsonObject
                    {
                        ["type"] = new JsonArray("string", "null"),
                        ["description"] = "Path or address of the checkpoint; null for a model that starts from scratch.",
                    },
                    ["config"] = Text("Path of the model's configuration."),
                },
                ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "null") },
            },
        },
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
