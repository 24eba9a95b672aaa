using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Preparation;

namespace TrainApp.Requests;

/// <summary><c>app_state.json</c>: the state from which a run can be repeated, in the tutorial's spelling, plus the seed.</summary>
internal static class AppStateDocument
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        IndentSize = 4,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = AppStateJson.Default,
    };

    public static string Write(CheckedRequest request)
    {
        var document = Document(request);
        // Without a name given the next run makes its own of its number.
        if (request.Name is { } name) document.Insert(document.Count - 1, "experiment_name", name);
        if (Split(request.Split) is { } split) document.Insert(1, "train_val_split", split);
        return document.ToJsonString(s_options);
    }

    private static JsonObject Document(CheckedRequest request) => new()
    {
        ["input"] = new JsonObject { ["project_id"] = request.ProjectId },
        ["classes"] = Names(request.Classes),
        ["tags"] = Names(request.Tags),
        ["model"] = Model(request.Start),
        ["hyperparameters"] = request.HyperparametersText,
        ["options"] = new JsonObject
        {
            ["model_benchmark"] = new JsonObject { ["enable"] = request.Benchmark, ["speed_test"] = request.SpeedTest },
            ["cache_project"] = request.Cache,
            ["convert_class_shapes"] = request.ConvertClasses,
            ["export"] = new JsonObject
            {
                ["ONNXRuntime"] = request.Exports.Contains("onnx"),
                ["TensorRT"] = request.Exports.Contains("tensorrt"),
            },
        },
        ["seed"] = request.Seed,
    };

    private static JsonObject Model(StartingModel start) => start.Source == ModelSource.Custom
        ? new JsonObject { ["source"] = "Custom models", ["task_id"] = start.TaskId, ["checkpoint"] = start.Checkpoint }
        : new JsonObject { ["source"] = "Pretrained models", ["model_name"] = start.Model.Name };

    /// <summary>Null where there is no split.</summary>
    private static JsonObject? Split(SplitSpecification split) => split switch
    {
        RandomSplit random => Random(random),
        TagSplit tags => new JsonObject { ["method"] = "tags", ["train_tag"] = Tag(tags.Train), ["val_tag"] = Tag(tags.Val), ["untagged_action"] = tags.UntaggedWord },
        DatasetSplit datasets => new JsonObject { ["method"] = "datasets", ["train_datasets"] = Names(datasets.Train), ["val_datasets"] = Names(datasets.Val) },
        CollectionSplit collections => new JsonObject { ["method"] = "collections", ["train_collections"] = Names(collections.Train), ["val_collections"] = Names(collections.Val) },
        NoSplit => null,
        _ => throw new InvalidOperationException($"Unknown split {split}."),
    };

    private static JsonObject Random(RandomSplit random)
    {
        var document = new JsonObject { ["method"] = "random", ["split"] = random.Side == SplitSide.Val ? "val" : "train", ["percent"] = random.Percent };
        if (random.IsStratified) document["stratified"] = true;
        if (random.GroupTag is { } tag) document["group"] = tag;
        return document;
    }

    /// <summary>One tag is a text, as in the reference; several are a list.</summary>
    private static JsonNode Tag(IReadOnlyList<string> tags) => tags is [var tag] ? JsonValue.Create(tag) : Names(tags);

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];
}

/// <summary>JSON of scalars in the app state.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class AppStateJson : System.Text.Json.Serialization.JsonSerializerContext;
