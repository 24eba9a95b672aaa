using System.Globalization;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>A run that has trained is finished by <c>retry</c>, wherever it was cut, and nothing that is there is sent again.</summary>
public sealed class RetryTests(UndisturbedRun undisturbed) : IClassFixture<UndisturbedRun>, IAsyncDisposable
{
    private const long Megabyte = 1 << 20;

    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Theory]
    [InlineData("work/weights/third.pth", null, "failed")]
    [InlineData("work/vocabulary.txt", "checkpoints", "failed")]
    [InlineData("work/events/events.out.tfevents.1.stuck", "model-files", "failed")]
    [InlineData("output/model_meta.json", "logs", "failed")]
    [InlineData("output/train_val_split.json", "model-meta", "failed")]
    [InlineData("output/app_state.json", "split", "failed")]
    [InlineData("output/experiment_info.json", "publish", "degraded")]
    [InlineData("output/stuck", "experiment-info", "degraded")]
    [InlineData("", "manifest", "degraded")]
    public async Task A_run_killed_after_training_is_finished_as_if_nothing_had_been(string pipe, string? lastStep, string state)
    {
        var killed = await KillAsync(pipe, lastStep);
        Assert.Equal(state, killed.State);
        Assert.Contains("retry 1", killed.Explanation.GetProperty("nextStep").GetString(), StringComparison.Ordinal);
        if (pipe.Length > 0) RemovePipe(pipe);

        var retried = await _workspace.RunAsync("retry", "1", "--json");
        Assert.Equal((0, "completed", 2), (retried.ExitCode, retried.State, retried.Json.GetProperty("attempts").GetInt32()));
        _workspace.RequireLegalJournal(1);
        RequireSame(undisturbed.Result, retried);
        var bytes = BytesOfAttempt(2);
        Assert.Equal(lastStep is null ? Megabyte : 0, bytes.GetValueOrDefault("checkpoints"));
        Assert.InRange(bytes.Where(step => step.Key is not ("checkpoints" or "export-onnx")).Sum(step => step.Value), 1, 64 << 10);
        Assert.False(Directory.Exists(_workspace.RunFile(1, "work")));
    }

    [Fact]
    public async Task A_whole_run_is_left_alone()
    {
        var trained = await _workspace.TrainAsync();
        var before = RunFiles.Fingerprint(_workspace.Data);
        var retried = await _workspace.RunAsync("retry", "latest", "--json");
        Assert.Equal((0, "completed", 1), (retried.ExitCode, retried.State, retried.Json.GetProperty("attempts").GetInt32()));
        Assert.Contains("Nothing is left to do for run 1.", retried.Errors, StringComparison.Ordinal);
        Assert.Equal(before, RunFiles.Fingerprint(_workspace.Data));
        RunFiles.RequireRightManifest(trained.Json.GetProperty("artifacts").GetString()!);
    }

    [Theory]
    [InlineData("export-onnx")]
    [InlineData("model-meta")]
    [InlineData("checkpoints")]
    [InlineData("publish")]
    [InlineData("clean-up")]
    public async Task A_named_step_is_repeated_and_nothing_changes(string step)
    {
        var trained = await _workspace.TrainAsync("returns=elsewhere");
        var artifacts = trained.Json.GetProperty("artifacts").GetString()!;
        var before = Contents(artifacts);
        var retried = await _workspace.RunAsync("retry", "1", "--step", step, "--json");
        Assert.Equal((0, "completed"), (retried.ExitCode, retried.State));
        Assert.Equal(before, Contents(artifacts));
        Assert.Contains(BytesOfAttempt(2), entry => entry.Key == step && entry.Value == 0);
        RunFiles.RequireRightManifest(artifacts);
    }

    [Fact]
    public async Task A_degraded_export_is_repeated()
    {
        var trained = await _workspace.TrainAsync("export=throw");
        Assert.Equal(3, trained.ExitCode);
        Assert.Equal(3, (await _workspace.RunAsync("retry", "1", "--json")).ExitCode);
        _workspace.Environment["FIXTURE_EXPORT"] = "well";
        var retried = await _workspace.RunAsync("retry", "1", "--json");
        Assert.Equal((0, "completed", 3), (retried.ExitCode, retried.State, retried.Json.GetProperty("attempts").GetInt32()));
        Assert.Equal(0, retried.Json.GetProperty("degraded").GetArrayLength());
        RunFiles.RequireRightManifest(retried.Json.GetProperty("artifacts").GetString()!);
    }

    [Fact]
    public async Task A_run_cut_before_its_manifest_is_completed_without_any_export()
    {
        var killed = await KillAsync("output/stuck", "experiment-info", "--export none");
        Assert.Equal("degraded", killed.State);
        RemovePipe("output/stuck");
        var retried = await _workspace.RunAsync("retry", "1", "--json");
        Assert.Equal((0, "completed"), (retried.ExitCode, retried.State));
        RunFiles.RequireRightManifest(retried.Json.GetProperty("artifacts").GetString()!);
    }

    [Theory]
    [InlineData("throw")]
    [InlineData("segv")]
    public async Task What_a_failed_training_had_saved_is_published(string behaviour)
    {
        var failed = await _workspace.TrainAsync($"behaviour={behaviour}");
        Assert.Equal("failed", failed.State);
        Assert.Contains("retry 1", failed.Explanation.GetProperty("nextStep").GetString(), StringComparison.Ordinal);
        var retried = await _workspace.RunAsync("retry", "1", "--json");
        Assert.Equal((4, "stopped", "best.pth"), (retried.ExitCode, retried.State, retried.Json.GetProperty("bestCheckpoint").GetString()));
        Assert.Equal(0.1, retried.Json.GetProperty("metrics").GetProperty("mAP").GetDouble());
        var artifacts = retried.Json.GetProperty("artifacts").GetString()!;
        Assert.Equal("weights of epoch 1\n", File.ReadAllText(Path.Combine(artifacts, "checkpoints", "best.pth")));
        // What a crash leaves of the logs depends on its moment.
        if (behaviour == "throw") Assert.Contains(Directory.EnumerateFiles(Path.Combine(artifacts, "logs")), file => file.Contains(".tfevents.", StringComparison.Ordinal));
        RunFiles.RequireRightManifest(artifacts);
        _workspace.RequireLegalJournal(1);
        Assert.Contains("Training ended before its end", _workspace.Journal(1)[^1].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent-best")]
    [InlineData("nothing")]
    public async Task What_was_reported_is_published_though_the_return_value_was_wrong(string returns)
    {
        Assert.Equal(1, (await _workspace.TrainAsync($"returns={returns}")).ExitCode);
        var retried = await _workspace.RunAsync("retry", "1", "--json");
        Assert.Equal((4, "stopped", "best.pth"), (retried.ExitCode, retried.State, retried.Json.GetProperty("bestCheckpoint").GetString()));
    }

    [Fact]
    public async Task A_run_that_saved_nothing_is_started_anew()
    {
        Assert.Equal(1, (await _workspace.TrainAsync("epochs=1", "steps=1", "returns=nothing", "behaviour=throw", "--name early")).ExitCode);
        foreach (var file in Directory.EnumerateFiles(_workspace.RunFile(1, "output"), "*.pth", SearchOption.AllDirectories).ToList()) File.Delete(file);
        var retried = await _workspace.RunAsync("retry", "early", "--json");
        Assert.Equal((2, "no-checkpoint"), (retried.ExitCode, retried.Error.GetProperty("code").GetString()));
        Assert.Contains($"train --app-state {_workspace.RunFile(1, "app_state.json")}", retried.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Equal(["queued", "preparing", "training", "failed"], _workspace.States(1));
    }

    [Theory]
    [InlineData("exprt-onnx", "command-line", "Did you mean 'export-onnx'?")]
    [InlineData("export-tensorrt", "TRAIN615", "no method for the export 'tensorrt'")]
    public async Task A_step_that_cannot_be_repeated_is_refused(string step, string code, string message)
    {
        await _workspace.TrainAsync();
        var retried = await _workspace.RunAsync("retry", "1", "--step", step, "--json");
        Assert.Equal((2, code), (retried.ExitCode, retried.Error.GetProperty("code").GetString()));
        Assert.Contains(message, retried.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_at_work_and_a_run_that_is_none_are_refused()
    {
        var training = _workspace.StartTraining("epochs=1000", "step_milliseconds=20");
        await _workspace.WaitForStateAsync(1, "training");
        var retried = await _workspace.RunAsync("retry", "1", "--json");
        Assert.Equal((5, "running"), (retried.ExitCode, retried.Error.GetProperty("code").GetString()));
        var unknown = await _workspace.RunAsync("retry", "7", "--json");
        Assert.Equal((2, "unknown-run"), (unknown.ExitCode, unknown.Error.GetProperty("code").GetString()));
        await _workspace.RunAsync("stop", "1");
        Assert.Equal(4, (await training.Result).ExitCode);
        var stopped = await _workspace.RunAsync("retry", "1", "--json");
        Assert.Equal((4, "stopped", 1), (stopped.ExitCode, stopped.State, stopped.Json.GetProperty("attempts").GetInt32()));
    }

    /// <summary>Trains until the worker waits at a pipe, or in a slow export where there is none, and kills it.</summary>
    private async Task<AppResult> KillAsync(string pipe, string? lastStep, params string[] options)
    {
        _workspace.Environment[pipe.Length > 0 ? "FIXTURE_PIPE" : "FIXTURE_EXPORT"] = pipe.Length > 0 ? pipe : "slow";
        var training = _workspace.StartTraining([.. options, "returns=elsewhere"]);
        if (lastStep is null)
            await Eventually.IsTrueAsync(() => File.Exists(_workspace.RunFile(1, "output", "checkpoints", "last.pth")) && HasBegunThird(), "two checkpoints are there");
        else
            await Eventually.IsTrueAsync(() => _workspace.Journal(1).Any(record => record.TryGetProperty("step", out var step) && step.GetString() == lastStep), $"the step {lastStep} is done");
        Signal.Send(_workspace.WorkerOf(1), Signal.Kill);
        var killed = await training.Result;
        Assert.Equal("SIGKILL", killed.Explanation.GetProperty("signal").GetString());
        _workspace.Environment["FIXTURE_PIPE"] = null;
        _workspace.Environment["FIXTURE_EXPORT"] = null;
        return killed;
    }

    // The fixture's own last.pth lies there before; the one of a megabyte replaces it.
    private bool HasBegunThird() => new FileInfo(_workspace.RunFile(1, "output", "checkpoints", "last.pth")).Length == Megabyte;

    /// <summary>Puts in the pipe's place what would have been there.</summary>
    private void RemovePipe(string pipe)
    {
        var published = Path.Combine(_workspace.Data, "experiments", "1_Sample", "1_Fixture", Path.GetFileName(pipe));
        foreach (var path in new[] { _workspace.RunFile(1, pipe), published }.Where(File.Exists)) File.Delete(path);
        if (pipe.EndsWith("third.pth", StringComparison.Ordinal)) File.WriteAllBytes(_workspace.RunFile(1, pipe), Enumerable.Repeat((byte)'c', (int)Megabyte).ToArray());
        if (pipe.EndsWith("vocabulary.txt", StringComparison.Ordinal)) File.WriteAllText(_workspace.RunFile(1, pipe), "width: 8\n");
    }

    private Dictionary<string, long> BytesOfAttempt(int attempt) => _workspace.Journal(1)
        .SkipWhile(record => !record.TryGetProperty("attempt", out var number) || number.GetInt32() != attempt)
        .Where(record => record.TryGetProperty("step", out _))
        .GroupBy(record => record.GetProperty("step").GetString()!)
        .ToDictionary(group => group.Key, group => group.Sum(record => record.GetProperty("bytes").GetInt64()));

    private static void RequireSame(AppResult expected, AppResult retried)
    {
        var folder = retried.Json.GetProperty("artifacts").GetString()!;
        Assert.Equal(Contents(expected.Json.GetProperty("artifacts").GetString()!), Contents(folder));
        RunFiles.RequireRightManifest(folder);
        RunFiles.RequireWholeFiles(folder);
    }

    /// <summary>Every file and what is in it, times aside.</summary>
    private static string Contents(string artifacts) => string.Join('\n', Directory.EnumerateFiles(artifacts, "*", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(artifacts, path), path))
        .Where(file => file.Name != "manifest.json")
        .Select(file => file.Name.StartsWith("logs/", StringComparison.Ordinal) ? "logs" : file.Name + " " + Shown(file.path))
        .Order(StringComparer.Ordinal));

    private static string Shown(string path)
    {
        if (Path.GetFileName(path) != "experiment_info.json") return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        var fields = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.EnumerateObject().Where(field => field.Name is not ("datetime" or "training_duration"));
        return string.Join(", ", fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name}: {field.Value.GetRawText()}")));
    }
}
