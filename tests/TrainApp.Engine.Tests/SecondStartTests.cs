using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>One run per device and workspace at a time.</summary>
public sealed class SecondStartTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task Of_eight_starts_at_once_one_is_a_run_and_seven_are_refused()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _workspace.StartTraining("step_milliseconds=1500").Result));
        var run = Assert.Single(results, result => result.ExitCode == 0);
        Assert.Equal((1, "completed"), (run.Run, run.State));
        var refused = results.Where(result => result.ExitCode == 5).ToList();
        Assert.Equal(7, refused.Count);
        Assert.All(refused, result => Assert.Equal("device-taken", result.Error.GetProperty("code").GetString()));
        Assert.All(refused, result => Assert.Equal("Run 1 works on the device 'cpu'.", result.Error.GetProperty("message").GetString()));
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(_workspace.Data, "runs")));
    }

    [Fact]
    public async Task Eight_runs_that_share_the_device_have_eight_numbers()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _workspace.StartTraining("--share-device", "step_milliseconds=300").Result));
        Assert.All(results, result => Assert.Equal((0, "completed"), (result.ExitCode, result.State)));
        Assert.Equal(Enumerable.Range(1, 8), results.Select(result => result.Run).Order());
        var artifacts = results.Select(result => result.Json.GetProperty("artifacts").GetString()!).ToList();
        Assert.Equal(8, artifacts.Distinct(StringComparer.Ordinal).Count());
        Assert.All(artifacts, RunFiles.RequireRightManifest);
    }

    [Fact]
    public async Task A_run_that_wants_the_device_for_itself_sees_one_that_shares_it()
    {
        var shared = _workspace.StartTraining("--share-device", "step_milliseconds=2000");
        await _workspace.WaitForStateAsync(1, "training");
        var refused = await _workspace.TrainAsync();
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("Run 1", refused.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Signal.Send(shared.Process, Signal.Interrupt);
        Assert.Equal(4, (await shared.Result).ExitCode);
        Assert.Equal(0, (await _workspace.TrainAsync()).ExitCode);
    }

    [Fact]
    public async Task A_start_that_waits_comes_after_the_run()
    {
        var first = _workspace.StartTraining("step_milliseconds=200");
        await _workspace.WaitForStateAsync(1, "training");
        var second = await _workspace.TrainAsync("--wait");
        Assert.Equal((0, 2), (second.ExitCode, second.Run));
        Assert.Equal(0, (await first.Result).ExitCode);
        var ended = _workspace.Journal(1)[^1].GetProperty("time").GetDateTimeOffset();
        Assert.True(_workspace.Journal(2)[0].GetProperty("time").GetDateTimeOffset() >= ended);
    }

    [Fact]
    public async Task A_start_that_waits_can_be_called_off()
    {
        var first = _workspace.StartTraining("epochs=1000", "step_milliseconds=50");
        await _workspace.WaitForStateAsync(1, "training");
        var second = _workspace.StartTraining("--wait");
        await Eventually.IsTrueAsync(() => second.Said.Contains("Waiting for run 1 on the device 'cpu'."), "the second start waits");
        Signal.Send(second.Process, Signal.Terminate);
        var result = await second.Result;
        Assert.Equal((4, "stopped"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(_workspace.Data, "runs")));
        Signal.Send(first.Process, Signal.Terminate);
        Assert.Equal(4, (await first.Result).ExitCode);
    }

    [Fact]
    public async Task A_run_that_has_not_ended_is_not_exported()
    {
        var first = _workspace.StartTraining("epochs=1000", "step_milliseconds=50");
        await _workspace.WaitForStateAsync(1, "training");
        var result = await _workspace.RunAsync("export", "1", "--format", "onnx", "--json");
        Assert.Equal((5, "running"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
        Signal.Send(first.Process, Signal.Interrupt);
        await first.Result;
    }

    [Fact]
    public async Task A_crash_frees_the_device()
    {
        var training = _workspace.StartTraining("step_milliseconds=2000");
        await _workspace.WaitForStateAsync(1, "training");
        var worker = _workspace.WorkerOf(1);
        Signal.Send(training.Process, Signal.Kill);
        Signal.Send(worker, Signal.Kill);
        await training.Result;
        await Eventually.IsTrueAsync(() => !ProcessTable.IsAlive(worker), "the worker is gone");
        var second = await _workspace.TrainAsync();
        Assert.Equal((0, 2), (second.ExitCode, second.Run));
    }
}
