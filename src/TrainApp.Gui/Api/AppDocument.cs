using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Schemas;

namespace TrainApp.Gui.Api;

/// <summary>What <c>GET /api/app</c> says of the app.</summary>
internal sealed record AppDocument
{
    public required string Framework { get; init; }

    public required string Workspace { get; init; }

    public required IReadOnlyList<ModelDocument> Models { get; init; }

    public required AppOptions Options { get; init; }

    public required HyperparametersDocument Hyperparameters { get; init; }

    public static AppDocument Of(AppDescription app, string workspace)
    {
        var source = app.Hyperparameters;
        var schema = HyperparametersJsonSchema.Of(HyperparameterSchemaReader.Read(source.Text, source.FileName));
        return new AppDocument
        {
            Framework = app.FrameworkName,
            Workspace = workspace,
            Models = [.. app.Models.Select(ModelDocument.Of)],
            Options = app.Options,
            Hyperparameters = new HyperparametersDocument(source.Text, JsonSerializer.SerializeToElement(schema, SchemaDocumentJson.Default.JsonObject)),
        };
    }
}

/// <summary>The defaults of the hyperparameters, as text, and their JSON Schema.</summary>
internal sealed record HyperparametersDocument(string Text, JsonElement Schema);

/// <summary>A model of the catalog, with its columns in the order of the table.</summary>
internal sealed record ModelDocument(string Name, string TaskType, string ArchType, bool HasCheckpoint, IReadOnlyList<ColumnDocument> Columns)
{
    public static ModelDocument Of(ModelInfo model) =>
        new(model.Name, model.TaskType, model.ArchType, model.Checkpoint is not null, [.. model.Columns.Select(pair => ColumnDocument.Of(pair.Key, pair.Value))]);
}

/// <summary>A column of a model: a text, a number, true, false or null.</summary>
internal sealed record ColumnDocument(string Name, JsonElement Value)
{
    public static ColumnDocument Of(string name, object? value) => new(name, value switch
    {
        null => JsonSerializer.SerializeToElement(null, SchemaDocumentJson.Default.String),
        bool flag => JsonSerializer.SerializeToElement(flag, SchemaDocumentJson.Default.Boolean),
        long number => JsonSerializer.SerializeToElement(number, SchemaDocumentJson.Default.Int64),
        double number when double.IsFinite(number) => JsonSerializer.SerializeToElement(number, SchemaDocumentJson.Default.Double),
        _ => JsonSerializer.SerializeToElement(FormattableString.Invariant($"{value}"), SchemaDocumentJson.Default.String),
    });
}

/// <summary>JSON of values whose type only the app knows.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
[System.Text.Json.Serialization.JsonSerializable(typeof(bool))]
[System.Text.Json.Serialization.JsonSerializable(typeof(int))]
[System.Text.Json.Serialization.JsonSerializable(typeof(long))]
[System.Text.Json.Serialization.JsonSerializable(typeof(double))]
internal sealed partial class SchemaDocumentJson : System.Text.Json.Serialization.JsonSerializerContext;
