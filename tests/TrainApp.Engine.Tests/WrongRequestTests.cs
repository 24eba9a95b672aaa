using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>A wrong request starts nothing: exit code 2, no run folder, an error that names the mistake.</summary>
public sealed class WrongRequestTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Theory]
    [InlineData("TRAIN611", "Did you mean 'Small'?", "train", "--model", "Smal")]
    [InlineData("TRAIN613", "cuda:7", "train", "--device", "cuda:7")]
    [InlineData("TRAIN612", "'gpu' is not a device", "train", "--device", "gpu")]
    [InlineData("TRAIN614", "'onx' is not an export", "train", "--export", "onx")]
    [InlineData("TRAIN615", "tensorrt", "train", "--export", "tensorrt")]
    [InlineData("TRAIN616", "slash", "train", "--name", "a/b")]
    [InlineData("TRAIN616", "empty", "train", "--name", " ")]
    [InlineData("TRAIN617", "absent.yaml", "train", "--hyperparameters", "absent.yaml")]
    [InlineData("TRAIN618", "Did you mean 'apple'?", "train", "--classes", "appel,pear")]
    [InlineData("TRAIN619", "expected NAME=VALUE", "train", "--set", "epochs")]
    [InlineData("TRAIN500", "absent project", "train", "--project", "absent project")]
    [InlineData("TRAIN500", "no project number 9", "train", "--project", "9")]
    [InlineData("command-line", "Did you mean '--model'?", "train", "--modle=x")]
    [InlineData("command-line", "expected a whole number, found 'abc'", "train", "--seed", "abc")]
    [InlineData("command-line", "Did you mean 'train'?", "trian")]
    [InlineData("command-line", "--format", "export", "1")]
    [InlineData("command-line", "exclude each other", "stop", "1", "--after-epoch", "--kill")]
    public async Task The_mistake_is_named(string code, string words, params string[] line)
    {
        var result = await _workspace.RunAsync([.. line, "--json"]);
        Assert.Equal((2, code), (result.ExitCode, result.Error.GetProperty("code").GetString()));
        Assert.Contains(words, result.Error.GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
        RequireNoRun();
    }

    [Theory]
    [InlineData("random:0")]
    [InlineData("random:banana")]
    [InlineData("datasets:train=garden")]
    [InlineData("datasets:train=garden,val=cellar")]
    [InlineData("halves")]
    public async Task A_split_that_is_none_is_refused(string split)
    {
        var result = await _workspace.RunAsync("train", "--split", split, "--json");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("TRAIN", result.Error.GetProperty("code").GetString(), StringComparison.Ordinal);
        RequireNoRun();
    }

    /// <summary>Every key of the app's hyperparameters, misspelt once.</summary>
    [Theory]
    [InlineData("epohcs: 2\n", "epochs", 1, 1)]
    [InlineData("epochs: 1\nstpes: 3\n", "steps", 2, 1)]
    [InlineData("step_milisecond: 1\n", "step_milliseconds", 1, 1)]
    [InlineData("epochs: 1\n\nbehavior: well\n", "behaviour", 3, 1)]
    [InlineData("retruns: well\n", "returns", 1, 1)]
    [InlineData("exprot: well\n", "export", 1, 1)]
    [InlineData("optimiser: {lr: 0.1}\n", "optimizer", 1, 1)]
    [InlineData("optimizer:\n  rl: 0.1\n", "optimizer.lr", 2, 3)]
    [InlineData("optimizer: {nmae: sgd}\n", "optimizer.name", 1, 13)]
    public async Task A_misspelt_key_is_refused_where_it_stands(string yaml, string meant, int line, int column)
    {
        await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "mine.yaml"), yaml, TestContext.Current.CancellationToken);
        var result = await _workspace.RunAsync("train", "--hyperparameters", "mine.yaml", "--json");
        Assert.Equal((2, "TRAIN014", line, column), (result.ExitCode, result.Error.GetProperty("code").GetString(), result.Error.GetProperty("line").GetInt32(), result.Error.GetProperty("column").GetInt32()));
        Assert.Contains($"Did you mean '{meant.Split('.')[^1]}'?", result.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        RequireNoRun();
    }

    [Fact]
    public async Task A_misspelt_hyperparameter_in_a_file_has_its_place()
    {
        await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "mine.yaml"), "steps: 2\nepoch: 3\n", TestContext.Current.CancellationToken);
        var error = (await _workspace.RunAsync("train", "--hyperparameters", "mine.yaml", "--json")).Error;
        Assert.Equal(Path.Combine(_workspace.Root, "mine.yaml"), error.GetProperty("file").GetString());
        Assert.Equal((2, 1), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()));
        Assert.Contains("epochs", error.GetRawText(), StringComparison.Ordinal);
        RequireNoRun();
    }

    [Theory]
    [InlineData("epoch=3", "epochs")]
    [InlineData("optimizer.lr=2", "(0, 1]")]
    [InlineData("optimizer.name=sdg", "sgd")]
    [InlineData("epochs=0.5", "epochs")]
    public async Task A_wrong_value_that_is_set_is_refused(string setting, string words)
    {
        var result = await _workspace.TrainAsync(setting);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error.GetRawText(), StringComparison.Ordinal);
        RequireNoRun();
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once()
    {
        var result = await _workspace.RunAsync("train", "--model", "Smal", "--device", "gpu", "--export", "onx", "--json");
        var error = result.Error;
        Assert.Equal("TRAIN611", error.GetProperty("code").GetString());
        Assert.Equal(["TRAIN612", "TRAIN614"], error.GetProperty("errors").EnumerateArray().Select(other => other.GetProperty("code").GetString()));
        Assert.False(error.TryGetProperty("file", out _));
        Assert.False(error.TryGetProperty("line", out _));
    }

    [Theory]
    [InlineData("error TRAIN611: There is no model 'Smal'", "train", "--model", "Smal")]
    [InlineData("error command-line: There is no option '--modle", "train", "--modle=x")]
    public async Task Without_json_the_mistake_goes_to_standard_error(string words, params string[] line)
    {
        var result = await _workspace.RunAsync(line);
        // What the app itself prints while it draws its sample is no result of ours.
        Assert.Equal((2, ""), (result.ExitCode, result.Output.Replace("drawing the sample\n", "", StringComparison.Ordinal)));
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_whose_classes_cannot_be_read_is_a_wrong_request()
    {
        var project = ProjectOnDisk.Make(Path.Combine(_workspace.Root, "project"));
        await File.WriteAllTextAsync(Path.Combine(project, "meta.json"), "{\"classes\": [{}]}", TestContext.Current.CancellationToken);
        var result = await _workspace.RunAsync("train", "--project", project, "--json");
        Assert.Equal((2, "TRAIN501"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
        RequireNoRun();
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_made_is_a_wrong_request()
    {
        await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "taken"), "a file", TestContext.Current.CancellationToken);
        var result = await _workspace.RunAsync("train", "--workspace", "taken", "--json");
        Assert.Equal((2, "workspace"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
    }

    private void RequireNoRun()
    {
        var runs = Path.Combine(_workspace.Data, "runs");
        Assert.Empty(Directory.Exists(runs) ? Directory.EnumerateFileSystemEntries(runs) : []);
    }
}
