using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>A run that starts from an earlier run's checkpoint.</summary>
public sealed class CustomModelTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task It_trains_on_from_the_checkpoint_and_says_which()
    {
        var first = (await _workspace.TrainAsync("--model Small", "epochs=3")).Json.GetProperty("artifacts").GetString()!;
        var before = RunFiles.Fingerprint(first);
        var result = await _workspace.TrainAsync("--model 1:checkpoints/last.pth");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("starting from Custom Small, 1_Sample_Small: weights of epoch 3", await LogAsync(2), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, RunFiles.Fingerprint(first));

        var link = $"/{Path.GetRelativePath(_workspace.Data, first)}/checkpoints/last.pth";
        var artifacts = result.Json.GetProperty("artifacts").GetString()!;
        var info = Read(artifacts, "experiment_info.json");
        Assert.Equal(("last.pth", link, "Small"), (info.GetProperty("base_checkpoint").GetString(), info.GetProperty("base_checkpoint_link").GetString(), info.GetProperty("model_name").GetString()));
        Assert.Equal("""{"source":"Custom models","task_id":1,"checkpoint":"last.pth"}""", JsonSerializer.Serialize(Read(artifacts, "app_state.json").GetProperty("model")));
        var lineage = JsonDocument.Parse(await File.ReadAllBytesAsync(_workspace.RunFile(2, "run.json"), TestContext.Current.CancellationToken)).RootElement.GetProperty("resolved").GetProperty("base");
        Assert.Equal((1, "last.pth", link), (lineage.GetProperty("run").GetInt32(), lineage.GetProperty("name").GetString(), lineage.GetProperty("link").GetString()));

        // The newest one is run 2 by now, and its best checkpoint is taken.
        Assert.Equal(0, (await _workspace.TrainAsync("--model latest")).ExitCode);
        Assert.Contains("starting from Custom Small, 2_", await LogAsync(3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_exports_are_repeated_like_any_others()
    {
        await _workspace.TrainAsync();
        Assert.Equal(3, (await _workspace.TrainAsync("--model 1", "export=throw")).ExitCode);
        _workspace.Environment["FIXTURE_EXPORT"] = "well";
        Assert.Equal(0, (await _workspace.RunAsync("export", "2", "--format", "onnx", "--json")).ExitCode);
        Assert.Equal("best.pth", Read((await _workspace.RunAsync("show", "2", "--json")).Json.GetProperty("artifacts").GetString()!, "experiment_info.json").GetProperty("base_checkpoint").GetString());
    }

    [Fact]
    public async Task A_stopped_run_that_has_published_is_one_to_train_on_from()
    {
        var training = _workspace.StartTraining("steps=20", "step_milliseconds=20", "epochs=1000");
        await Eventually.IsTrueAsync(() => File.Exists(_workspace.RunFile(1, "checkpoints.json")), "there is a checkpoint");
        Signal.Send(training.Process, Signal.Interrupt);
        Assert.Equal(4, (await training.Result).ExitCode);
        Assert.Equal(0, (await _workspace.TrainAsync("--model 1:best.pth")).ExitCode);
    }

    [Fact]
    public async Task What_is_no_earlier_checkpoint_starts_no_run()
    {
        await _workspace.TrainAsync("behaviour=throw");
        await _workspace.TrainAsync();
        foreach (var (model, code, words) in new[]
        {
            ("9:best.pth", "TRAIN631", "There is no run 9. The newest with a model: 2."),
            ("1:best.pth", "TRAIN631", "Run 1 has published no model"),
            ("2:bst.pth", "TRAIN632", "Did you mean 'best.pth'?"),
        })
        {
            var result = await _workspace.TrainAsync("--model " + model);
            Assert.Equal((2, code), (result.ExitCode, result.Error.GetProperty("code").GetString()));
            Assert.Contains(words, result.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_workspace.RunFile(3)));
    }

    private static JsonElement Read(string folder, string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file))).RootElement;

    private Task<string> LogAsync(int run) => File.ReadAllTextAsync(_workspace.RunFile(run, "worker.log"), TestContext.Current.CancellationToken);
}
