using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>What fails after training costs nothing that was trained, says so in the exit code, and is repeated alone.</summary>
public sealed class DegradedTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Theory]
    [InlineData("throw", "The operator 'warp' has no mapping.")]
    [InlineData("absent", "is not a file")]
    [InlineData("check", "The check 'batch 1' failed: largest difference")]
    public async Task A_failed_export_is_repeated(string export, string reason)
    {
        var result = await _workspace.TrainAsync($"export={export}");
        Assert.Equal((3, "degraded", 3), (result.ExitCode, result.State, result.Json.GetProperty("exitCode").GetInt32()));
        var step = Assert.Single(result.Json.GetProperty("degraded").EnumerateArray());
        Assert.Equal("export-onnx", step.GetProperty("step").GetString());
        Assert.Contains(reason, step.GetProperty("reason").GetString(), StringComparison.Ordinal);
        RequireModel(result, export: "{}");

        var again = await _workspace.RunAsync("export", "1", "--format", "onnx", "--json");
        Assert.Equal((3, "export-failed"), (again.ExitCode, again.Error.GetProperty("code").GetString()));
        Assert.Contains(reason, again.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        await RequireRepairAsync();
    }

    [Fact]
    public async Task An_export_that_takes_the_worker_along_leaves_the_model()
    {
        var result = await _workspace.TrainAsync("export=crash");
        Assert.Equal((3, "degraded"), (result.ExitCode, result.State));
        Assert.Equal("finalizing", result.Explanation.GetProperty("phase").GetString());
        Assert.Equal("SIGSEGV", result.Explanation.GetProperty("signal").GetString());
        Assert.Contains("retry 1", result.Explanation.GetProperty("nextStep").GetString(), StringComparison.Ordinal);
        Assert.Equal("export-onnx", Assert.Single(result.Json.GetProperty("degraded").EnumerateArray()).GetProperty("step").GetString());
        RequireModel(result, export: "{}");
        await RequireRepairAsync();
    }

    [Fact]
    public async Task A_worker_killed_in_an_export_without_a_host_leaves_the_model()
    {
        var training = _workspace.StartTraining("export=slow");
        await Eventually.IsTrueAsync(() => _workspace.Journal(1).Any(record => record.TryGetProperty("step", out var step) && step.GetString() == "manifest"), "the export has begun");
        var worker = _workspace.WorkerOf(1);
        Signal.Send(training.Process, Signal.Kill);
        Signal.Send(worker, Signal.Kill);
        await training.Result;
        await Eventually.IsTrueAsync(() => !ProcessTable.IsAlive(worker), "the worker is gone");

        var shown = await _workspace.RunAsync("show", "1", "--json");
        Assert.Equal("degraded", shown.State);
        Assert.Contains("nobody was there", shown.Explanation.GetProperty("cause").GetString(), StringComparison.Ordinal);
        RequireModel(shown, export: "{}");
        await RequireRepairAsync();
    }

    [Fact]
    public async Task An_export_whose_data_is_gone_takes_nothing_away()
    {
        var project = ProjectOnDisk.Make(Path.Combine(_workspace.Root, "kiwis"));
        Assert.Equal(0, (await _workspace.RunAsync("train", "--json", "--project", project)).ExitCode);
        Directory.Delete(project, recursive: true);
        var again = await _workspace.RunAsync("export", "1", "--format", "onnx", "--json");
        Assert.Equal((3, "export-failed"), (again.ExitCode, again.Error.GetProperty("code").GetString()));
        var shown = await _workspace.RunAsync("show", "1", "--json");
        Assert.Equal("degraded", shown.State);
        RequireModel(shown, """{"ONNXRuntime":"export/best.onnx"}""");
    }

    private async Task RequireRepairAsync()
    {
        _workspace.Environment["FIXTURE_EXPORT"] = "well";
        Assert.Equal(0, (await _workspace.RunAsync("export", "1", "--format", "onnx", "--json")).ExitCode);
        var shown = await _workspace.RunAsync("show", "1", "--json");
        Assert.Equal(("completed", 0, 0), (shown.State, shown.Json.GetProperty("exitCode").GetInt32(), shown.Json.GetProperty("degraded").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, shown.Explanation.ValueKind);
        RequireModel(shown, """{"ONNXRuntime":"export/best.onnx"}""");
        _workspace.RequireLegalJournal(1);
        Assert.False(Directory.Exists(_workspace.RunFile(1, "work")));
    }

    private static void RequireModel(AppResult result, string export)
    {
        Assert.Equal("best.pth", result.Json.GetProperty("bestCheckpoint").GetString());
        var artifacts = result.Json.GetProperty("artifacts").GetString()!;
        Assert.Equal("weights of epoch 2\n", File.ReadAllText(Path.Combine(artifacts, "checkpoints", "best.pth")));
        var info = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(artifacts, "experiment_info.json"))).RootElement;
        Assert.Equal(export, JsonSerializer.Serialize(info.GetProperty("export")));
        RunFiles.RequireRightManifest(artifacts);
    }
}
