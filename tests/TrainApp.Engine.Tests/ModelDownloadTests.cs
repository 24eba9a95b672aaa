using System.Globalization;
using System.Text;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;
using TrainApp.Tests.ModelStore;

namespace TrainApp.Engine.Tests;

/// <summary>A run whose model is downloaded.</summary>
public sealed class ModelDownloadTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();
    private readonly byte[] _content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("pretrained ", 100_000)) + "end of weights");
    private readonly FileServer _server;

    public ModelDownloadTests()
    {
        _server = new FileServer(asked => Reply.Whole(asked, _content));
        _workspace.Environment["FIXTURE_CHECKPOINT"] = string.Create(CultureInfo.InvariantCulture, $"http://user:hidden1@127.0.0.1:{_server.Port}/net%20v2.pth?token=hidden2");
        _workspace.Environment["NO_PROXY"] = "127.0.0.1";
    }

    public async ValueTask DisposeAsync()
    {
        await _workspace.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_starts_from_the_downloaded_file_and_a_second_one_needs_no_network()
    {
        var result = await _workspace.TrainAsync("--model filed");
        Assert.Equal(0, result.ExitCode);
        await RequireStartedAsync(1);
        var info = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(result.Json.GetProperty("artifacts").GetString()!, "experiment_info.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("net v2.pth", _server.Root + "/net%20v2.pth"), (info.GetProperty("base_checkpoint").GetString(), info.GetProperty("base_checkpoint_link").GetString()));

        await _server.StopAsync();
        Assert.Equal(0, (await _workspace.TrainAsync("--model Filed")).ExitCode);
        await RequireStartedAsync(2);
        Assert.Single(_server.Asked);
        RequireNoSecret();
    }

    [Fact]
    public async Task A_download_that_fails_is_a_failed_run_that_says_why()
    {
        _server.Answer = _ => new Reply(200, "<!doctype html><p>Please log in"u8.ToArray());
        var result = await _workspace.TrainAsync("--model Filed");
        Assert.Equal((1, "failed"), (result.ExitCode, result.State));
        Assert.Equal("preparing", result.Explanation.GetProperty("phase").GetString());
        Assert.Equal(
            $"The file 'checkpoint' of the model 'Filed' could not be downloaded from {_server.Root}/net%20v2.pth: the server sent a web page instead of the file.",
            result.Explanation.GetProperty("cause").GetString());
        Assert.Contains("Write the address of the file itself", result.Explanation.GetProperty("nextStep").GetString(), StringComparison.Ordinal);
        Assert.Equal(["queued", "preparing", "failed"], _workspace.States(1));
        Assert.DoesNotContain("hidden", result.Output + result.Errors, StringComparison.Ordinal);
        RequireNoSecret();
    }

    [Fact]
    public async Task Its_progress_is_shown_a_kill_loses_no_byte_and_the_next_run_goes_on()
    {
        _server.Answer = asked => Reply.Whole(asked, _content) with { Sent = 500_000, Stalls = true };
        var training = _workspace.StartTraining("--model Filed");
        await Eventually.IsTrueAsync(() => Part() == 500_000, "half of the file is here");
        await Eventually.IsTrueAsync(() => Preparing()?.GetProperty("bytes").GetInt64() > 0, "the progress tells of it");
        Assert.Equal(("downloading checkpoint of Filed", _content.Length), (Preparing()?.GetProperty("what").GetString(), Preparing()?.GetProperty("totalBytes").GetInt64()));
        await Eventually.IsTrueAsync(() => training.Said.Any(line => line.Contains("downloading checkpoint of Filed", StringComparison.Ordinal)), "the host tells of it");
        Signal.Send(_workspace.WorkerOf(1), Signal.Kill);
        Assert.Equal(1, (await training.Result).ExitCode);

        _server.Answer = asked => Reply.Whole(asked, _content);
        Assert.Equal(0, (await _workspace.TrainAsync("--model Filed")).ExitCode);
        Assert.Equal([0, 500_000], _server.Asked.Select(asked => asked.From));
        await RequireStartedAsync(2);
        Assert.Null(Preparing(2));
    }

    [Fact]
    public async Task A_stop_during_the_download_stops_the_run()
    {
        _server.Answer = asked => Reply.Whole(asked, _content) with { Sent = 1000, Stalls = true };
        var training = _workspace.StartTraining("--model Filed");
        await Eventually.IsTrueAsync(() => Part() == 1000, "the download has begun");
        Signal.Send(training.Process, Signal.Interrupt);
        var result = await training.Result;
        Assert.Equal((4, "stopped"), (result.ExitCode, result.State));
        Assert.Equal(1000, Part());
    }

    [Fact]
    public async Task A_local_file_that_is_not_there_starts_no_run()
    {
        _workspace.Environment["FIXTURE_CHECKPOINT"] = "absent/net.pth";
        var result = await _workspace.TrainAsync("--model Filed");
        Assert.Equal((2, "TRAIN630"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
        Assert.Contains(Path.Combine("absent", "net.pth"), result.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_workspace.Data, "runs")));
    }

    [Fact]
    public async Task A_local_file_has_a_name_and_no_link()
    {
        var file = Path.Combine(_workspace.Root, "mine.pth");
        await File.WriteAllTextAsync(file, "end of weights", TestContext.Current.CancellationToken);
        _workspace.Environment["FIXTURE_CHECKPOINT"] = file;
        var result = await _workspace.TrainAsync("--model Filed");
        var info = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(result.Json.GetProperty("artifacts").GetString()!, "experiment_info.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("mine.pth", JsonValueKind.Null), (info.GetProperty("base_checkpoint").GetString(), info.GetProperty("base_checkpoint_link").ValueKind));
    }

    private long Part()
    {
        var folder = Path.Combine(_workspace.Data, "cache", "models", "partial");
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.part").FirstOrDefault() is { } part ? new FileInfo(part).Length : 0;
    }

    private JsonElement? Preparing(int run = 1)
    {
        var file = _workspace.RunFile(run, "progress.json");
        return File.Exists(file) && JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.TryGetProperty("preparing", out var preparing) && preparing.ValueKind == JsonValueKind.Object ? preparing : null;
    }

    private async Task RequireStartedAsync(int run)
    {
        var log = await File.ReadAllTextAsync(_workspace.RunFile(run, "worker.log"), TestContext.Current.CancellationToken);
        Assert.Contains("starting from Pretrained Filed, no run: pretrained", log, StringComparison.Ordinal);
        Assert.Contains("end of weights", log, StringComparison.Ordinal);
    }

    private void RequireNoSecret()
    {
        foreach (var file in Directory.EnumerateFiles(_workspace.Data, "*", SearchOption.AllDirectories)) Assert.DoesNotContain("hidden", File.ReadAllText(file), StringComparison.Ordinal);
    }
}
