using System.Globalization;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>A stop ends a run after its step and brings home the best checkpoint.</summary>
public sealed class StopTests
{
    [Theory]
    [InlineData("well", Signal.Interrupt)]
    [InlineData("well", Signal.Terminate)]
    [InlineData("swallow", Signal.Interrupt)]
    [InlineData("obey", Signal.Terminate)]
    public async Task A_signal_to_the_host_stops_the_run(string behaviour, int signal)
    {
        await using var workspace = new TestWorkspace();
        var training = await StartLongAsync(workspace, behaviour);
        Signal.Send(training.Process, signal);
        await RequireStoppedAsync(workspace, await training.Result);
    }

    [Fact]
    public async Task A_signal_to_the_worker_stops_the_run()
    {
        await using var workspace = new TestWorkspace();
        var training = await StartLongAsync(workspace, "well");
        Signal.Send(workspace.WorkerOf(1), Signal.Terminate);
        await RequireStoppedAsync(workspace, await training.Result);
    }

    [Fact]
    public async Task The_stop_verb_stops_the_run_and_shows_it()
    {
        await using var workspace = new TestWorkspace();
        var training = await StartLongAsync(workspace, "well");
        var stopped = await workspace.RunAsync("stop", "latest", "--json");
        Assert.Equal((0, "stopped", 4), (stopped.ExitCode, stopped.State, stopped.Json.GetProperty("exitCode").GetInt32()));
        await RequireStoppedAsync(workspace, await training.Result);
    }

    [Fact]
    public async Task A_stop_after_the_epoch_waits_for_its_end()
    {
        await using var workspace = new TestWorkspace();
        var training = await StartLongAsync(workspace, "well");
        Assert.Equal("stopped", (await workspace.RunAsync("stop", "1", "--after-epoch", "--json")).State);
        await RequireStoppedAsync(workspace, await training.Result);
        var progress = JsonDocument.Parse(await File.ReadAllBytesAsync(workspace.RunFile(1, "progress.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(10, progress.GetProperty("step").GetInt32());
        Assert.Equal(progress.GetProperty("epoch").GetInt32(), progress.GetProperty("epochsFinished").GetInt32());
    }

    [Fact]
    public async Task A_stop_before_the_first_checkpoint_publishes_nothing()
    {
        await using var workspace = new TestWorkspace();
        var training = workspace.StartTraining("steps=100000", "step_milliseconds=5");
        await workspace.WaitForStateAsync(1, "training");
        Signal.Send(training.Process, Signal.Interrupt);
        var result = await training.Result;
        Assert.Equal((4, "stopped"), (result.ExitCode, result.State));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (result.Json.GetProperty("artifacts").ValueKind, result.Json.GetProperty("bestCheckpoint").ValueKind));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(workspace.Data, "experiments")));
        workspace.RequireLegalJournal(1);
    }

    [Fact]
    public async Task A_method_that_leaves_its_loop_with_nothing_is_stopped_not_failed()
    {
        await using var workspace = new TestWorkspace();
        var training = workspace.StartTraining("steps=100000", "step_milliseconds=5", "behaviour=swallow", "returns=absent-best");
        await workspace.WaitForLogAsync(1, "training on");
        Signal.Send(training.Process, Signal.Interrupt);
        var result = await training.Result;
        Assert.Equal((4, "stopped", "best.pth"), (result.ExitCode, result.State, result.Json.GetProperty("bestCheckpoint").GetString()));
    }

    [Fact]
    public async Task A_run_is_stopped_while_it_prepares()
    {
        await using var workspace = new TestWorkspace();
        var project = ProjectOnDisk.Make(Path.Combine(workspace.Root, "many"), images: 6000);
        var training = workspace.Start("train", "--json", "--project", project);
        await workspace.WaitForStateAsync(1, "preparing");
        Signal.Send(training.Process, Signal.Terminate);
        var result = await training.Result;
        Assert.Equal((4, "stopped"), (result.ExitCode, result.State));
        Assert.Equal(["queued", "preparing", "stopped"], workspace.States(1));
    }

    [Fact]
    public async Task A_second_signal_ends_a_deaf_method_and_what_it_started()
    {
        await using var workspace = new TestWorkspace();
        var training = await StartLongAsync(workspace, "child");
        var child = await ChildAsync(workspace);
        Signal.Send(training.Process, Signal.Interrupt);
        await Eventually.IsTrueAsync(() => File.Exists(workspace.RunFile(1, "control.json")), "the stop is asked for");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal("training", workspace.States(1)[^1]);

        Signal.Send(training.Process, Signal.Interrupt);
        await RequireKilledAsync(workspace, await training.Result, child);
    }

    [Fact]
    public async Task The_stop_verb_kills_a_deaf_method_and_what_it_started()
    {
        await using var workspace = new TestWorkspace();
        var training = await StartLongAsync(workspace, "child");
        var child = await ChildAsync(workspace);
        Assert.Equal("failed", (await workspace.RunAsync("stop", "1", "--kill", "--json")).State);
        await RequireKilledAsync(workspace, await training.Result, child);
    }

    [Fact]
    public async Task What_a_crashed_worker_started_ends_with_it()
    {
        await using var workspace = new TestWorkspace();
        var training = await StartLongAsync(workspace, "child");
        var child = await ChildAsync(workspace);
        Signal.Send(workspace.WorkerOf(1), Signal.Kill);
        Assert.Equal("failed", (await training.Result).State);
        await Eventually.IsTrueAsync(() => !ProcessTable.IsAlive(child), "the grandchild is gone");
    }

    [Fact]
    public async Task A_stop_during_an_export_leaves_the_model()
    {
        await using var workspace = new TestWorkspace();
        var training = workspace.StartTraining("export=slow");
        await Eventually.IsTrueAsync(() => workspace.Journal(1).Any(record => record.TryGetProperty("step", out var step) && step.GetString() == "manifest"), "the export has begun");
        Signal.Send(training.Process, Signal.Interrupt);
        var result = await training.Result;
        Assert.Equal((3, "degraded"), (result.ExitCode, result.State));
        Assert.Contains("asked to stop", result.Json.GetProperty("degraded")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        RunFiles.RequireRightManifest(result.Json.GetProperty("artifacts").GetString()!);
    }

    private static async Task<StartedApp> StartLongAsync(TestWorkspace workspace, string behaviour)
    {
        var training = workspace.StartTraining("epochs=1000", "steps=10", "step_milliseconds=20", $"behaviour={behaviour}");
        await Eventually.IsTrueAsync(() => File.Exists(workspace.RunFile(1, "checkpoints.json")), "a checkpoint is reported");
        return training;
    }

    private static async Task<int> ChildAsync(TestWorkspace workspace)
    {
        await workspace.WaitForLogAsync(1, "child ");
        var lines = await File.ReadAllLinesAsync(workspace.RunFile(1, "worker.log"), TestContext.Current.CancellationToken);
        var child = int.Parse(lines.First(line => line.StartsWith("child ", StringComparison.Ordinal))["child ".Length..], CultureInfo.InvariantCulture);
        Assert.True(ProcessTable.IsAlive(child));
        return child;
    }

    private static async Task RequireStoppedAsync(TestWorkspace workspace, AppResult result)
    {
        Assert.Equal((4, "stopped", "best.pth"), (result.ExitCode, result.State, result.Json.GetProperty("bestCheckpoint").GetString()));
        var artifacts = result.Json.GetProperty("artifacts").GetString()!;
        Assert.StartsWith("weights of epoch ", await File.ReadAllTextAsync(Path.Combine(artifacts, "checkpoints", "best.pth"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("width: 8\n", await File.ReadAllTextAsync(Path.Combine(artifacts, "model_config.yml"), TestContext.Current.CancellationToken));
        var info = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(artifacts, "experiment_info.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("model_config.yml", info.GetProperty("model_files").GetProperty("config").GetString());
        Assert.True(File.Exists(Path.Combine(artifacts, "export", "best.onnx")));
        RunFiles.RequireRightManifest(artifacts);
        workspace.RequireLegalJournal(1);
        Assert.Equal(["queued", "preparing", "training", "finalizing", "stopped"], workspace.States(1));
    }

    private static async Task RequireKilledAsync(TestWorkspace workspace, AppResult result, int child)
    {
        Assert.Equal((1, "failed"), (result.ExitCode, result.State));
        Assert.Equal("The run was killed on request.", result.Explanation.GetProperty("cause").GetString());
        Assert.True(File.Exists(workspace.RunFile(1, "output", "checkpoints", "best.pth")));
        await Eventually.IsTrueAsync(() => !ProcessTable.IsAlive(child), "the grandchild is gone");
    }
}
