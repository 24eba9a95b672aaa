using System.Globalization;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>What a run that ended well leaves behind.</summary>
public sealed class CompletedRunTests(CompletedRun run) : IClassFixture<CompletedRun>
{
    [Fact]
    public void The_train_verb_says_everything_in_one_document()
    {
        var json = run.Result.Json;
        Assert.Equal(0, run.Result.ExitCode);
        Assert.Equal(1, run.Result.Run);
        Assert.Equal("completed", run.Result.State);
        Assert.Equal(0, json.GetProperty("exitCode").GetInt32());
        Assert.Equal(run.Workspace.RunFile(1), json.GetProperty("runDirectory").GetString());
        Assert.Equal(Path.Combine(run.Workspace.Data, "experiments", "1_Sample", "1_Fixture"), run.Artifacts);
        Assert.Equal("best.pth", json.GetProperty("bestCheckpoint").GetString());
        Assert.Equal(0.2, json.GetProperty("metrics").GetProperty("mAP").GetDouble());
        Assert.Equal(0, json.GetProperty("degraded").GetArrayLength());
        Assert.True(json.GetProperty("durationSeconds").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Null, run.Result.Explanation.ValueKind);
    }

    [Fact]
    public void The_published_folder_holds_every_artifact_and_nothing_else()
    {
        var files = Directory.EnumerateFiles(run.Artifacts, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(run.Artifacts, file)).ToList();
        var events = Assert.Single(files, file => file.StartsWith("logs/", StringComparison.Ordinal));
        Assert.Contains(".tfevents.", events, StringComparison.Ordinal);
        Assert.Equal(
            [
                "app_state.json", "checkpoints/best.pth", "checkpoints/best.pth.info.json", "checkpoints/last.pth", "checkpoints/last.pth.info.json", "experiment_info.json", "export/best.onnx", "export/classes.json",
                "hyperparameters.yaml", "manifest.json", "model_config.yml", "model_meta.json", "open_app.lnk", "train_val_split.json",
            ],
            files.Where(file => file != events).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_manifest_lists_every_file_with_its_hash() => RunFiles.RequireRightManifest(run.Artifacts);

    [Fact]
    public void The_experiment_info_has_every_field_in_order()
    {
        var info = run.Artifact("experiment_info.json");
        Assert.Equal(
            [
                "experiment_name", "framework_name", "model_name", "base_checkpoint", "base_checkpoint_link", "task_type", "project_id", "project_version",
                "task_id", "model_files", "checkpoints", "best_checkpoint", "export", "app_state", "model_meta", "hyperparameters", "artifacts_dir", "datetime",
                "evaluation_report_id", "evaluation_report_link", "evaluation_metrics", "primary_metric", "logs", "device", "training_duration",
                "train_collection_id", "val_collection_id", "train_val_split", "train_size", "val_size",
            ],
            info.EnumerateObject().Select(field => field.Name));
        Assert.Equal("1_Sample_Small", info.GetProperty("experiment_name").GetString());
        Assert.Equal("Fixture", info.GetProperty("framework_name").GetString());
        Assert.Equal("Small", info.GetProperty("model_name").GetString());
        Assert.Equal("object detection", info.GetProperty("task_type").GetString());
        Assert.Equal((1, 1), (info.GetProperty("project_id").GetInt32(), info.GetProperty("task_id").GetInt32()));
        Assert.Equal("""{"config":"model_config.yml"}""", Compact(info.GetProperty("model_files")));
        Assert.Equal("""["checkpoints/best.pth","checkpoints/last.pth"]""", Compact(info.GetProperty("checkpoints")));
        Assert.Equal("best.pth", info.GetProperty("best_checkpoint").GetString());
        Assert.Equal("""{"ONNXRuntime":"export/best.onnx"}""", Compact(info.GetProperty("export")));
        Assert.Equal("/experiments/1_Sample/1_Fixture/", info.GetProperty("artifacts_dir").GetString());
        Assert.Equal("""{"type":"tensorboard","link":"/experiments/1_Sample/1_Fixture/logs/"}""", Compact(info.GetProperty("logs")));
        Assert.Equal("{}", info.GetProperty("evaluation_metrics").GetRawText());
        Assert.True(DateTime.TryParseExact(info.GetProperty("datetime").GetString(), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.True(info.GetProperty("training_duration").GetDouble() > 0);
        Assert.NotEqual("", info.GetProperty("device").GetString());
        Assert.Equal((1, 2), (info.GetProperty("train_collection_id").GetInt32(), info.GetProperty("val_collection_id").GetInt32()));
        Assert.Equal((5, 5), (info.GetProperty("train_size").GetInt32(), info.GetProperty("val_size").GetInt32()));
        Assert.All(
            (string[])["base_checkpoint", "base_checkpoint_link", "evaluation_report_id", "evaluation_report_link", "primary_metric"],
            name => Assert.Equal(JsonValueKind.Null, info.GetProperty(name).ValueKind));
    }

    [Fact]
    public void The_fixed_names_in_the_experiment_info_are_files()
    {
        var info = run.Artifact("experiment_info.json");
        foreach (var field in (string[])["app_state", "model_meta", "hyperparameters", "train_val_split"])
            Assert.True(File.Exists(Path.Combine(run.Artifacts, info.GetProperty(field).GetString()!)));
    }

    [Fact]
    public void The_split_holds_ids_and_names()
    {
        var split = run.Artifact("train_val_split.json");
        Assert.Equal("[1,2,3,4,5]", Compact(split.GetProperty("train")));
        Assert.Equal("[6,7,8,9,10]", Compact(split.GetProperty("val")));
        Assert.Equal("""["garden/garden0.png","garden/garden1.png","garden/garden2.png","garden/garden3.png","garden/garden4.png"]""", Compact(split.GetProperty("names").GetProperty("train")));
        Assert.Equal("market/market0.png", split.GetProperty("names").GetProperty("val")[0].GetString());
    }

    [Fact]
    public void Hyperparameters_keep_their_comments_beside_a_value_that_was_set()
    {
        var text = File.ReadAllText(Path.Combine(run.Artifacts, "hyperparameters.yaml"));
        Assert.Contains("  lr: 0.25  # (0, 1]\n", text, StringComparison.Ordinal);
        Assert.Contains("# What it does in the middle of the second epoch, or how it takes a stop.\n", text, StringComparison.Ordinal);
        Assert.Contains("  name: sgd  # sgd | adam", text, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(run.Workspace.RunFile(1, "hyperparameters.yaml")), text);
    }

    [Fact]
    public void The_app_state_repeats_the_run()
    {
        var state = run.Artifact("app_state.json");
        Assert.Equal(File.ReadAllText(Path.Combine(run.Artifacts, "hyperparameters.yaml")), state.GetProperty("hyperparameters").GetString());
        Assert.Equal("""["apple","pear"]""", Compact(state.GetProperty("classes")));
        Assert.Equal("""{"method":"datasets","train_datasets":["garden"],"val_datasets":["market"]}""", Compact(state.GetProperty("train_val_split")));
        Assert.Equal("""{"source":"Pretrained models","model_name":"Small"}""", Compact(state.GetProperty("model")));
        Assert.True(state.GetProperty("options").GetProperty("export").GetProperty("ONNXRuntime").GetBoolean());
        Assert.Equal(7, state.GetProperty("seed").GetInt32());
        Assert.Equal(1, state.GetProperty("input").GetProperty("project_id").GetInt32());
    }

    [Fact]
    public void Classes_stand_in_the_order_of_the_project()
    {
        Assert.Equal("""{"0":"apple","1":"pear"}""", Compact(run.Artifact("export/classes.json")));
        Assert.Equal(["apple", "pear"], run.Artifact("model_meta.json").GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("title").GetString()));
    }

    [Fact]
    public void The_link_leads_to_the_run() => Assert.Equal("/runs/1", File.ReadAllText(Path.Combine(run.Artifacts, "open_app.lnk")));

    [Fact]
    public void The_run_folder_keeps_the_request_the_pointer_and_no_temporary_files()
    {
        var request = JsonDocument.Parse(File.ReadAllBytes(run.Workspace.RunFile(1, "run.json"))).RootElement;
        Assert.Equal("""{"optimizer.lr":"0.25"}""", Compact(request.GetProperty("set")));
        Assert.Equal("small", request.GetProperty("model").GetString());
        Assert.Equal("datasets:train=garden,val=market", request.GetProperty("split").GetString());
        Assert.Equal(7, request.GetProperty("seed").GetInt32());
        Assert.Equal("Small", request.GetProperty("resolved").GetProperty("model").GetString());
        var pointer = JsonDocument.Parse(File.ReadAllBytes(run.Workspace.RunFile(1, "published.json"))).RootElement;
        Assert.Equal("experiments/1_Sample/1_Fixture", pointer.GetProperty("artifacts").GetString());
        Assert.False(Directory.Exists(run.Workspace.RunFile(1, "work")));
        Assert.False(Directory.Exists(run.Workspace.RunFile(1, "output")));
        RunFiles.RequireWholeFiles(run.Workspace.Data);
    }

    [Fact]
    public void The_journal_goes_from_state_to_state_as_designed()
    {
        run.Workspace.RequireLegalJournal(1);
        Assert.Equal(["queued", "preparing", "training", "finalizing", "completed"], run.Workspace.States(1));
        Assert.All(run.Workspace.Journal(1), record => Assert.EndsWith("+00:00", record.GetProperty("time").GetString(), StringComparison.Ordinal));
    }

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);
}
