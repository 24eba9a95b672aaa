using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>The logger of the app's own, in a whole run.</summary>
public sealed class AppLoggerTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task It_receives_every_event_and_what_it_writes_is_published()
    {
        _workspace.Environment["FIXTURE_LOGGER"] = "lines";
        var trained = await _workspace.TrainAsync("steps=2");
        Assert.Equal(0, trained.ExitCode);
        var lines = await File.ReadAllLinesAsync(Path.Combine(trained.Json.GetProperty("artifacts").GetString()!, "events.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["started 2 Tiny", "epoch 1 of 2 steps", "step 1 loss", "step 2 loss", "epoch 1 mAP 0.1", "epoch 2 of 2 steps", "step 3 loss", "step 4 loss", "epoch 2 mAP 0.2", "finished"],
            lines);
    }

    [Fact]
    public async Task One_that_cannot_be_made_costs_its_events_and_not_the_run()
    {
        _workspace.Environment["FIXTURE_LOGGER"] = "absent";
        Assert.Equal(0, (await _workspace.TrainAsync()).ExitCode);
        var log = await File.ReadAllTextAsync(_workspace.RunFile(1, "worker.log"), TestContext.Current.CancellationToken);
        Assert.Contains("The app's own logger could not be made: The server does not answer.", log, StringComparison.Ordinal);
    }
}
