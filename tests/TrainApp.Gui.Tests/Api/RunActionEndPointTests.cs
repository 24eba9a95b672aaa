using System.Net;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Api;

/// <summary>Runs are started, stopped, finished and thrown away over HTTP.</summary>
public sealed class RunActionEndPointTests
{
    private const string Long = """{"set": {"epochs": 1000, "steps": 10, "step_milliseconds": 20}}""";

    [Fact]
    public async Task Two_equal_starts_at_once_give_one_run()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.PostAsync("/api/runs", Long)));
        var started = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal("/api/runs/1", started.Headers.Location?.ToString());
        Assert.All(answers.Where(answer => answer != started), answer =>
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.Status);
            Assert.Contains(answer.Code, (string[])["starting", "device-taken"]);
        });
        (await client.PostAsync("/api/runs", """{"seed": 1}""")).RequireProblem(409, "device-taken");
        Assert.Equal(1, (await client.GetAsync("/api/runs")).Json.GetArrayLength());
        (await client.PostAsync("/api/runs/1/retry")).RequireProblem(409, "running");
        (await client.DeleteAsync("/api/runs/1")).RequireProblem(409, "running");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"afterEpoch": true}""")]
    public async Task A_stop_publishes_the_best_checkpoint(string? body)
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        await client.PostAsync("/api/runs", Long);
        await Eventually.IsTrueAsync(() => File.Exists(workspace.RunFile(1, "checkpoints.json")), "a checkpoint is reported");
        (await client.PostAsync("/api/runs/latest/stop", """{"after_epoch": true}""")).RequireProblem(422, "request-body");
        (await client.PostAsync("/api/runs/latest/stop?kill=true", """{"afterEpoch": true}""")).RequireProblem(422, "request-body");
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync("/api/runs/latest/stop", body)).Status);
        var ended = await client.WaitForEndAsync(1);
        Assert.Equal(("stopped", "best.pth"), (ended.GetProperty("state").GetString(), ended.GetProperty("bestCheckpoint").GetString()));
        RunFiles.RequireRightManifest(ended.GetProperty("artifacts").GetString()!);
        (await client.PostAsync("/api/runs/1/stop")).RequireProblem(409, "not-running");
    }

    [Fact]
    public async Task A_retry_repeats_the_step_that_failed()
    {
        await using var workspace = new TestWorkspace();
        workspace.Environment["FIXTURE_EXPORT"] = "throw";
        await using (var first = await ServedApp.StartAsync(workspace))
        {
            using var failing = new ApiClient(first);
            await failing.PostAsync("/api/runs", "{}");
            Assert.Equal("degraded", (await failing.WaitForEndAsync(1)).GetProperty("state").GetString());
        }

        workspace.Environment.Remove("FIXTURE_EXPORT");
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        Assert.Equal("degraded", await ListedStateAsync(client));
        (await client.PostAsync("/api/runs/1/retry", """{"step": "exprt-onnx"}""")).RequireProblem(422, "command-line");
        (await client.PostAsync("/api/runs/1/retry?step=export-tensorrt")).RequireProblem(422, "TRAIN615");
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync("/api/runs/1/retry", """{"step": "export-onnx"}""")).Status);
        var ended = await client.WaitForEndAsync(1);
        Assert.Equal(("completed", 2), (ended.GetProperty("state").GetString(), ended.GetProperty("attempts").GetInt32()));
        Assert.Equal("completed", await ListedStateAsync(client));
        Assert.StartsWith("graph of weights", (await client.GetAsync("/api/runs/1/artifacts/export/best.onnx")).Text, StringComparison.Ordinal);
        var whole = await client.PostAsync("/api/runs/1/retry");
        Assert.Equal(("completed", 2), (whole.Json.GetProperty("state").GetString(), whole.Json.GetProperty("attempts").GetInt32()));
    }

    [Fact]
    public async Task A_run_in_the_trash_is_gone_and_what_it_published_can_still_be_trained_on()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        await client.PostAsync("/api/runs", "{}");
        await client.WaitForEndAsync(1);
        Assert.Equal("completed", (await workspace.RunAsync("train", "--model", "1:best.pth", "--json")).State);
        var trashed = await client.DeleteAsync("/api/runs/1");
        Assert.Equal(HttpStatusCode.OK, trashed.Status);
        var folder = trashed.Json.GetProperty("trash").GetString()!;
        Assert.Equal(Path.Combine(workspace.Data, "trash", "000001"), folder);
        Assert.True(File.Exists(Path.Combine(folder, "journal.jsonl")));
        (await client.GetAsync("/api/runs/1")).RequireProblem(404, "unknown-run");
        Assert.Equal([2], (await client.GetAsync("/api/runs")).Json.EnumerateArray().Select(run => run.GetProperty("run").GetInt32()));

        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync("/api/runs/2/retry?step=export-onnx")).Status);
        Assert.Equal("completed", (await client.WaitForEndAsync(2)).GetProperty("state").GetString());
        await client.DeleteAsync("/api/runs/2");
        Assert.Equal(3, (await client.PostAsync("/api/runs", "{}")).Run);
        await client.WaitForEndAsync(3);
    }

    [Fact]
    public async Task An_app_state_starts_a_run_and_fields_beside_it_win()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        await client.PostAsync("/api/runs", """{"set": {"epochs": 4}, "classes": ["apple"], "export": ["none"], "seed": 5}""");
        await client.WaitForEndAsync(1);
        var state = await File.ReadAllTextAsync(workspace.RunFile(1, "app_state.json"), TestContext.Current.CancellationToken);
        var started = await client.PostAsync("/api/runs", $$"""{"app_state": {{state}}, "seed": 6, "classes": "apple,pear"}""");
        Assert.True(started.Status == HttpStatusCode.Created, started.Text);
        await client.WaitForEndAsync(2);
        var record = JsonDocument.Parse(await File.ReadAllBytesAsync(workspace.RunFile(2, "run.json"), TestContext.Current.CancellationToken)).RootElement.GetProperty("resolved");
        Assert.Equal((6, 2), (record.GetProperty("seed").GetInt32(), record.GetProperty("classes").GetArrayLength()));
        Assert.Contains("epochs: 4", (await client.GetAsync("/api/runs/2")).Json.GetProperty("hyperparameters").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_is_explained_and_a_run_without_a_checkpoint_cannot_be_finished()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        await client.PostAsync("/api/runs", """{"set": {"behaviour": "segv"}}""");
        var ended = await client.WaitForEndAsync(1);
        Assert.Equal(("failed", "SIGSEGV"), (ended.GetProperty("state").GetString(), ended.GetProperty("explanation").GetProperty("signal").GetString()));
        await client.PostAsync("/api/runs", """{"set": {"steps": 100000, "step_milliseconds": 5}}""");
        await workspace.WaitForStateAsync(2, "training");
        await client.PostAsync("/api/runs/2/stop");
        await client.WaitForEndAsync(2);
        File.Delete(workspace.RunFile(2, "experiment.json"));
        (await client.PostAsync("/api/runs/2/retry")).RequireProblem(409, "no-checkpoint");
    }

    private static async Task<string?> ListedStateAsync(ApiClient client) => (await client.GetAsync("/api/runs")).Json[0].GetProperty("state").GetString();
}
