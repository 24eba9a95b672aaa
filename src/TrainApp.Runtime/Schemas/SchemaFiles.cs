using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrainApp.Formats;

namespace TrainApp.Schemas;

/// <summary>The three schemas as files.</summary>
internal static class SchemaFiles
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = SchemaJson.Default,
    };

    /// <summary>Name and text of each file.</summary>
    /// <param name="hyperparameters">The text of the app's hyperparameters.</param>
    /// <param name="file">Its name, for problems.</param>
    public static IReadOnlyList<(string Name, string Text)> Of(string hyperparameters, string file) =>
    [
        ("hyperparameters.schema.json", Text(HyperparametersJsonSchema.Of(HyperparameterSchemaReader.Read(hyperparameters, file)))),
        ("models.schema.json", Text(ModelsJsonSchema.Create())),
        ("app_options.schema.json", Text(OptionsJsonSchema.Create())),
    ];

    private static string Text(JsonObject schema) => schema.ToJsonString(s_options).ReplaceLineEndings("\n") + "\n";
}

/// <summary>JSON of scalars in schemas.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
internal sealed partial class SchemaJson : JsonSerializerContext;
