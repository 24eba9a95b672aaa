using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>A run's app state starts the same run once more.</summary>
public sealed class AppStateTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task A_run_from_an_app_state_writes_the_same_app_state()
    {
        var first = await _workspace.RunAsync(
            "train", "--json", "--model", "small", "--set", "optimizer.lr=0.25", "--seed", "7", "--split", "datasets:train=garden,val=market", "--classes", "pear", "--cache", "off", "--export", "none");
        Assert.Equal("completed", first.State);
        var state = Path.Combine(first.Json.GetProperty("artifacts").GetString()!, "app_state.json");
        var second = await _workspace.RunAsync("train", "--json", "--app-state", state);
        Assert.Equal((0, 2), (second.ExitCode, second.Run));
        Assert.Equal(File.ReadAllText(_workspace.RunFile(1, "app_state.json")), File.ReadAllText(_workspace.RunFile(2, "app_state.json")));
        Assert.Equal(File.ReadAllText(_workspace.RunFile(1, "hyperparameters.yaml")), File.ReadAllText(_workspace.RunFile(2, "hyperparameters.yaml")));
        var published = (string[])[state, Path.Combine(second.Json.GetProperty("artifacts").GetString()!, "app_state.json")];
        Assert.Single(published.Select(file => File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "train_val_split.json"))).Distinct(StringComparer.Ordinal));

        Assert.Equal(0, (await _workspace.RunAsync("train", "--json", "--app-state", state, "--model", "1:last.pth", "--name", "again")).ExitCode);
        Assert.Contains("\"Custom models\"", File.ReadAllText(_workspace.RunFile(3, "app_state.json")), StringComparison.Ordinal);
        Assert.Equal(0, (await _workspace.RunAsync("train", "--json", "--app-state", _workspace.RunFile(3, "app_state.json"))).ExitCode);
        Assert.Equal(File.ReadAllText(_workspace.RunFile(3, "app_state.json")), File.ReadAllText(_workspace.RunFile(4, "app_state.json")));
    }

    [Fact]
    public async Task A_mistake_in_an_app_state_starts_nothing_and_stands_at_its_place()
    {
        var file = Path.Combine(_workspace.Root, "state.json");
        await File.WriteAllTextAsync(file, "{\n  \"clases\": [],\n  \"seed\": true\n}", TestContext.Current.CancellationToken);
        var result = await _workspace.RunAsync("train", "--json", "--app-state", "state.json");
        Assert.Equal((2, "TRAIN662"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
        Assert.Equal((file, 2, 3), (result.Error.GetProperty("file").GetString(), result.Error.GetProperty("line").GetInt32(), result.Error.GetProperty("column").GetInt32()));
        Assert.Contains(result.Error.GetProperty("errors").EnumerateArray(), error => error.GetProperty("code").GetString() == "TRAIN664" && error.GetProperty("line").GetInt32() == 3);
        Assert.False(Directory.Exists(_workspace.RunFile(1)));
    }

    [Fact]
    public async Task An_app_state_loaded_from_code_is_where_a_training_starts()
    {
        _workspace.Environment["FIXTURE_APP_STATE"] = """
            {"train_val_split": {"method": "random", "split": "val", "percent": 50}, "classes": ["pear"], "model": {"source": "Pretrained models", "model_name": "Small"}, "seed": 3}
            """;
        var trained = await _workspace.TrainAsync("--seed 4");
        Assert.Equal((0, "completed"), (trained.ExitCode, trained.State));
        var state = File.ReadAllText(_workspace.RunFile(1, "app_state.json"));
        foreach (var part in (string[])["\"model_name\": \"Small\"", "\"percent\": 50", "\"seed\": 4", "\"pear\""]) Assert.Contains(part, state, StringComparison.Ordinal);
    }
}
