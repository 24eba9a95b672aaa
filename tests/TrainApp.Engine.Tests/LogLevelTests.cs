using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary><c>LOG_LEVEL</c> decides what the framework says beside its results, in the host and in the worker.</summary>
public sealed class LogLevelTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Theory]
    [InlineData(null, true, false)]
    [InlineData("info", true, false)]
    [InlineData("Debug", true, true)]
    [InlineData("TRACE", true, true)]
    [InlineData("WARNING", false, false)]
    [InlineData("warn", false, false)]
    [InlineData("error", false, false)]
    [InlineData("CRITICAL", false, false)]
    public async Task Host_and_worker_say_what_the_level_lets_through(string? level, bool progress, bool debug)
    {
        _workspace.Environment["LOG_LEVEL"] = level;
        var trained = await _workspace.TrainAsync("epochs=1");
        Assert.Equal(0, trained.ExitCode);
        Assert.Equal(progress, trained.Errors.Contains("Run 1: completed", StringComparison.Ordinal));
        Assert.Equal(debug, trained.Errors.Contains("debug: ", StringComparison.Ordinal));
        var log = await File.ReadAllTextAsync(_workspace.RunFile(1, "worker.log"), TestContext.Current.CancellationToken);
        Assert.Equal(debug, log.Contains("debug: journal 3: training", StringComparison.Ordinal));
        // What the app prints is the app's.
        Assert.Contains("training on", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_settings_sets_it_for_the_worker_too()
    {
        await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "local.env"), "LOG_LEVEL=debug\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await _workspace.TrainAsync("epochs=1")).ExitCode);
        Assert.Contains("debug: ", await File.ReadAllTextAsync(_workspace.RunFile(1, "worker.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_said_at_every_level()
    {
        _workspace.Environment["LOG_LEVEL"] = "CRITICAL";
        Assert.Contains("error TRAIN611", (await _workspace.RunAsync("train", "--model", "Smal")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_is_none_is_named_with_those_there_are()
    {
        _workspace.Environment["LOG_LEVEL"] = "loud";
        var listed = await _workspace.RunAsync("runs", "--json");
        Assert.Equal((0, "[]"), (listed.ExitCode, listed.Output.Trim()));
        Assert.Contains("LOG_LEVEL 'loud' is no level: expected TRACE, DEBUG, INFO, WARN, ERROR or CRITICAL", listed.Errors, StringComparison.Ordinal);
    }
}
