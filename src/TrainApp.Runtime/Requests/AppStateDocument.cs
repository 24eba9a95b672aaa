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

    public static string Write(CheckedRequest request) => new JsonObject
    {
        ["input"] = new JsonObject { ["project_id"] = request.ProjectId },
        ["train_val_split"] = Split(request.Split),
        ["classes"] = new JsonArray([.. request.Classes.Select(name => (JsonNode)name)]),
        ["model"] = Model(request.Start),
        ["hyperparameters"] = request.HyperparametersText,
        ["options"] = new JsonObject
        {
            ["model_benchmark"] = new JsonObject { ["enable"] = false, ["speed_test"] = false },
            ["cache_project"] = false,
            ["export"] = new JsonObject
            {
                ["ONNXRuntime"] = request.Exports.Contains("onnx"),
                ["TensorRT"] = request.Exports.Contains("tensorrt"),
            },
        },
        ["experiment_name"] = request.Name,
        ["seed"] = request.Seed,
    }.ToJsonString(s_options);

    private static JsonObject Model(StartingModel start) => start.Source == ModelSource.Custom
        ? new JsonObject { ["source"] = "Custom models", ["task_id"] = start.TaskId, ["checkpoint"] = start.Checkpoint }
        : new JsonObject { ["source"] = "Pretrained models", ["model_name"] = start.Model.Name };

    private static JsonObject Split(SplitSpecification split) => split switch
    {
        RandomSplit random => new JsonObject { ["method"] = "random", ["split"] = random.Side == SplitSide.Val ? "val" : "train", ["percent"] = random.Percent },
        DatasetSplit datasets => new JsonObject
        {
            ["method"] = "datasets",
            ["train_datasets"] = new JsonArray([.. datasets.Train.Select(name => (JsonNode)name)]),
            ["val_datasets"] = new JsonArray([.. datasets.Val.Select(name => (JsonNode)name)]),
        },
        _ => throw new InvalidOperationException($"Unknown split {split}."),
    };
}

/// <summary>JSON of scalars in the app state.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class AppStateJson : System.Text.Json.Serialization.JsonSerializerContext;
