using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>The evaluation after training: what it adds to a run, and that a run outlives it.</summary>
public sealed class BenchmarkTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public BenchmarkTests() => _workspace.Environment["FIXTURE_OPTIONS"] = "benchmark report";

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task An_app_that_offers_the_evaluation_makes_it()
    {
        var result = await _workspace.TrainAsync("--speed-test on");
        Assert.Equal((0, "completed"), (result.ExitCode, result.State));
        var artifacts = RequireEvaluation(result);
        Assert.Equal("<p>1_Sample_Tiny, speed</p>", File.ReadAllText(Path.Combine(artifacts, "evaluation", "report", "index.html")));
        Assert.Contains("| AP50 | 0.75 |", File.ReadAllText(Path.Combine(artifacts, "experiment_report.md")), StringComparison.Ordinal);
        var options = Artifact(artifacts, "app_state.json").GetProperty("options").GetProperty("model_benchmark");
        Assert.Equal((true, true), (options.GetProperty("enable").GetBoolean(), options.GetProperty("speed_test").GetBoolean()));
        // What training reported stays what it was.
        Assert.Equal(0.2, result.Json.GetProperty("metrics").GetProperty("mAP").GetDouble());
        var steps = (await _workspace.RunAsync("show", "1", "--json")).Json.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()).ToList();
        Assert.True(steps.IndexOf("publish") < steps.IndexOf("benchmark") && steps.IndexOf("benchmark") < steps.IndexOf("export-onnx"));

        var exported = await _workspace.RunAsync("export", "1", "--format", "onnx", "--json");
        var check = exported.Json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "mAP");
        Assert.True(check.GetProperty("ok").GetBoolean());
        Assert.StartsWith("0.5 in ONNX Runtime, 0.5 of the checkpoint", check.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_left_out_on_request_and_can_be_made_later()
    {
        var result = await _workspace.TrainAsync("--benchmark off", "--export none");
        Assert.Equal((0, "completed"), (result.ExitCode, result.State));
        var artifacts = result.Json.GetProperty("artifacts").GetString()!;
        Assert.False(Path.Exists(Path.Combine(artifacts, "evaluation")));
        Assert.Equal("{}", Artifact(artifacts, "experiment_info.json").GetProperty("evaluation_metrics").GetRawText());

        var retried = await _workspace.RunAsync("retry", "1", "--step", "benchmark", "--json");
        Assert.Equal((0, "completed"), (retried.ExitCode, retried.State));
        RequireEvaluation(retried);
    }

    [Theory]
    [InlineData("throw", "The checkpoint has no head.")]
    [InlineData("crash", "Native code crashed the worker.")]
    public async Task A_run_outlives_an_evaluation_that_fails_and_a_retry_repeats_it(string how, string reason)
    {
        _workspace.Environment["FIXTURE_BENCHMARK"] = how;
        var result = await _workspace.TrainAsync("--export none");
        Assert.Equal((3, "degraded"), (result.ExitCode, result.State));
        var step = Assert.Single(result.Json.GetProperty("degraded").EnumerateArray());
        Assert.Equal("benchmark", step.GetProperty("step").GetString());
        Assert.Contains(reason, step.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var artifacts = result.Json.GetProperty("artifacts").GetString()!;
        Assert.Equal("weights of epoch 2\n", File.ReadAllText(Path.Combine(artifacts, "checkpoints", "best.pth")));
        Assert.Equal(JsonValueKind.Null, Artifact(artifacts, "experiment_info.json").GetProperty("evaluation_report_id").ValueKind);
        Assert.False(File.Exists(Path.Combine(artifacts, "Model Evaluation Report.lnk")));
        RunFiles.RequireRightManifest(artifacts);

        await RequireRepairAsync();
    }

    [Fact]
    public async Task A_stop_ends_the_evaluation_and_a_kill_does_not_spoil_it()
    {
        _workspace.Environment["FIXTURE_BENCHMARK"] = "slow";
        var training = _workspace.StartTraining("--export none");
        await EvaluationHasBegunAsync();
        var stopped = await _workspace.RunAsync("stop", "1", "--json");
        Assert.Equal("degraded", stopped.State);
        Assert.Equal("The run was asked to stop.", Assert.Single(stopped.Json.GetProperty("degraded").EnumerateArray()).GetProperty("reason").GetString());
        await training.Result;

        // What the stopped evaluation had written must not be taken for the next one's.
        File.Delete(_workspace.RunFile(1, "work", "evaluation", "metrics.json"));
        var retrying = _workspace.Start("retry", "1", "--json");
        await EvaluationHasBegunAsync();
        Signal.Send(_workspace.WorkerOf(1), Signal.Kill);
        var killed = await retrying.Result;
        Assert.Equal((3, "degraded"), (killed.ExitCode, killed.State));
        await RequireRepairAsync();
        _workspace.RequireLegalJournal(1);
    }

    [Fact]
    public async Task An_export_whose_metric_differs_is_degraded()
    {
        _workspace.Environment["FIXTURE_BENCHMARK"] = "onnx-differs";
        var result = await _workspace.TrainAsync();
        Assert.Equal((3, "degraded"), (result.ExitCode, result.State));
        var step = Assert.Single(result.Json.GetProperty("degraded").EnumerateArray());
        Assert.Equal("export-onnx", step.GetProperty("step").GetString());
        Assert.StartsWith("The check 'mAP' failed: 0.25 in ONNX Runtime, 0.5 of the checkpoint", step.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "well", "object detection", "the app does not offer it (model_benchmark).")]
    [InlineData("benchmark", "none", "object detection", "the app has no class marked [Inference].")]
    [InlineData("benchmark", "well", "pose estimation", "there are no metrics for the task 'pose estimation'")]
    [InlineData("benchmark no-splits", "well", "object detection", "there are no images to validate on.")]
    public async Task An_evaluation_that_cannot_be_made_is_refused_before_the_run(string options, string how, string task, string reason)
    {
        _workspace.Environment["FIXTURE_OPTIONS"] = options;
        _workspace.Environment["FIXTURE_BENCHMARK"] = how;
        _workspace.Environment["FIXTURE_TASK"] = task;
        var refused = await _workspace.RunAsync("train", "--json", "--model", "small", "--benchmark", "on");
        Assert.Equal(2, refused.ExitCode);
        // A task without metrics is, in this app, one whose shapes are wrong, too.
        IEnumerable<JsonElement> errors = [refused.Error, .. refused.Error.TryGetProperty("errors", out var rest) ? rest.EnumerateArray() : default];
        Assert.Contains(reason, errors.Single(error => error.GetProperty("code").GetString() == "TRAIN667").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace.RunFile(1)));
    }

    [Fact]
    public async Task An_app_state_turns_it_off_and_on()
    {
        var file = Path.Combine(_workspace.Root, "state.json");
        await WriteAsync("false");
        Assert.Equal(0, (await _workspace.TrainAsync("--app-state state.json", "--export none")).ExitCode);
        Assert.False(RecordOf(1).GetProperty("benchmark").GetBoolean());
        await WriteAsync("true");
        Assert.Equal(0, (await _workspace.TrainAsync("--app-state state.json", "--export none")).ExitCode);
        Assert.Equal((true, true), (RecordOf(2).GetProperty("benchmark").GetBoolean(), RecordOf(2).GetProperty("speedTest").GetBoolean()));

        Task WriteAsync(string enable) => File.WriteAllTextAsync(
            file,
            $$$"""{"train_val_split": {"method": "random", "split": "val", "percent": 50}, "classes": ["pear"], "model": {"source": "Pretrained models", "model_name": "Small"}, "options": {"model_benchmark": {"enable": {{{enable}}}}, "cache_project": true}}""",
            TestContext.Current.CancellationToken);
    }

    private JsonElement RecordOf(int run) => JsonDocument.Parse(File.ReadAllBytes(_workspace.RunFile(run, "run.json"))).RootElement.GetProperty("resolved");

    private Task EvaluationHasBegunAsync() => Eventually.IsTrueAsync(
        () => _workspace.States(1) is [.., "finalizing"] && File.Exists(_workspace.RunFile(1, "work", "evaluation", "metrics.json")), "the evaluation has begun");

    private async Task RequireRepairAsync()
    {
        _workspace.Environment["FIXTURE_BENCHMARK"] = "well";
        var retried = await _workspace.RunAsync("retry", "1", "--json");
        Assert.Equal((0, "completed"), (retried.ExitCode, retried.State));
        RequireEvaluation(retried);
        Assert.False(Directory.Exists(_workspace.RunFile(1, "work")));
    }

    private static string RequireEvaluation(AppResult result)
    {
        var artifacts = result.Json.GetProperty("artifacts").GetString()!;
        var info = Artifact(artifacts, "experiment_info.json");
        Assert.Equal(1, info.GetProperty("evaluation_report_id").GetInt32());
        Assert.Equal("/runs/1/report", info.GetProperty("evaluation_report_link").GetString());
        Assert.Equal("""{"mAP":0.5,"AP50":0.75,"iou":null}""", JsonSerializer.Serialize(info.GetProperty("evaluation_metrics")));
        Assert.Equal("mAP", info.GetProperty("primary_metric").GetString());
        Assert.Equal("/runs/1/report", File.ReadAllText(Path.Combine(artifacts, "Model Evaluation Report.lnk")));
        Assert.Equal("[\"weights of epoch 2\"]", File.ReadAllText(Path.Combine(artifacts, "evaluation", "metrics.json")));
        RunFiles.RequireRightManifest(artifacts);
        RunFiles.RequireWholeFiles(artifacts);
        return artifacts;
    }

    private static JsonElement Artifact(string artifacts, string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(artifacts, name))).RootElement;
}
