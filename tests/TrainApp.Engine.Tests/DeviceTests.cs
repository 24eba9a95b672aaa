using System.Text.Json;
using TrainApp.Engine.Tests.Support;
using TrainApp.Tests;

namespace TrainApp.Engine.Tests;

/// <summary>Runs on cards that a library beside the app pretends, in the place of the driver's own.</summary>
public sealed class DeviceTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public DeviceTests()
    {
        var folder = Path.Combine(_workspace.Root, "driver");
        NativeStandIn.Nvml(folder, [("NVIDIA H100", 80, 70), ("NVIDIA A10", 24, 20)]);
        _workspace.Environment["LD_LIBRARY_PATH"] = folder;
        _workspace.Environment["CUDA_VISIBLE_DEVICES"] = null;
    }

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task Several_cards_reach_the_app_and_their_use_is_sampled()
    {
        var trained = await _workspace.TrainAsync("--device a10,cuda:0", "epochs=1");
        Assert.Equal(0, trained.ExitCode);
        var cancelled = TestContext.Current.CancellationToken;
        Assert.Contains("device cuda:1\n", await File.ReadAllTextAsync(_workspace.RunFile(1, "worker.log"), cancelled), StringComparison.Ordinal);
        var record = JsonDocument.Parse(await File.ReadAllBytesAsync(_workspace.RunFile(1, "run.json"), cancelled)).RootElement;
        Assert.Equal(["cuda:1", "cuda:0"], record.GetProperty("resolved").GetProperty("devices").EnumerateArray().Select(device => device.GetString()));
        var info = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(trained.Json.GetProperty("artifacts").GetString()!, "experiment_info.json"), cancelled)).RootElement;
        Assert.Equal("NVIDIA A10, NVIDIA H100", info.GetProperty("device").GetString());
        var gpus = JsonDocument.Parse(await File.ReadAllBytesAsync(_workspace.RunFile(1, "resources.json"), cancelled)).RootElement.GetProperty("gpus");
        Assert.Equal(["cuda:0", "cuda:1"], gpus.EnumerateArray().Select(gpu => gpu.GetProperty("device").GetString()));
        Assert.Equal((20.0, 4L << 30, 24L << 30), (gpus[1].GetProperty("percent").GetDouble(), gpus[1].GetProperty("memory").GetInt64(), gpus[1].GetProperty("memoryTotal").GetInt64()));
        Assert.Contains("system/cuda1_memory", await File.ReadAllTextAsync(_workspace.RunFile(1, "series.jsonl"), cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_the_environment_hides_is_not_there()
    {
        _workspace.Environment["CUDA_VISIBLE_DEVICES"] = "1";
        Assert.Equal(0, (await _workspace.TrainAsync("--device A10", "epochs=1")).ExitCode);
        var refused = await _workspace.TrainAsync("--device cuda:1");
        Assert.Equal((2, "TRAIN613"), (refused.ExitCode, refused.Error.GetProperty("code").GetString()));
        Assert.Equal("This machine has: cpu, NVIDIA A10 (cuda:0).", refused.Error.GetProperty("hint").GetString());
    }

    [Fact]
    public async Task A_card_is_held_by_whatever_name_it_was_given()
    {
        var first = _workspace.StartTraining("--device H100", "epochs=1000", "step_milliseconds=50");
        await _workspace.WaitForStateAsync(1, "training");
        var refused = await _workspace.TrainAsync("--device cuda:0");
        Assert.Equal((5, "Run 1 works on the device 'cuda:0'."), (refused.ExitCode, refused.Error.GetProperty("message").GetString()));
        Assert.Equal(0, (await _workspace.TrainAsync("--device cuda:1", "epochs=1")).ExitCode);
        Signal.Send(first.Process, Signal.Interrupt);
        await first.Result;
    }
}
