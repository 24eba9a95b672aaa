using Quickstart;

namespace TrainApp.Torch.Tests.QuickstartApp;

/// <summary>The Quickstart, run by code of another program: this test's.</summary>
public sealed class FromCodeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_works_in_the_app_s_own_executable_and_its_result_comes_back()
    {
        var token = TestContext.Current.CancellationToken;
        var request = new TrainRequest
        {
            Export = ["none"],
            Set = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["epochs"] = "1", ["steps_per_epoch"] = "1", ["batch_size"] = "2", ["image_size"] = "64", ["threads"] = "1",
            },
        };
        var run = await TrainAppHost.StartAsync(request, _folder.At("workspace"), token);
        List<RunEvent> events = [];
        await foreach (var found in run.WatchAsync(token)) events.Add(found);

        var outcome = await run.WaitAsync(token);
        Assert.True(outcome.State == RunState.Completed, $"{outcome.Cause}\n{string.Join('\n', events.OfType<RunLogLine>())}");
        Assert.True(File.Exists(Path.Combine(outcome.Artifacts!, "checkpoints", outcome.BestCheckpoint!)));
        Assert.Contains(events, found => found is RunMetric { Name: "loss" } or RunMetric { Name: "train_loss" } or RunMetric { Step: > 0 });
        Assert.Equal(outcome.Run, Assert.IsType<RunEnded>(events[^1]).Outcome.Run);
        Assert.Equal(outcome.Artifacts, (await TrainAppHost.OpenRun("latest", _folder.At("workspace")).WaitAsync(token)).Artifacts);
    }

    [Fact]
    public async Task A_wrong_request_makes_no_run()
    {
        var wrong = await Assert.ThrowsAsync<WrongRequestException>(() => TrainAppHost.StartAsync(
            new TrainRequest { Model = "Smal", Device = ["tpu"] }, _folder.At("workspace"), TestContext.Current.CancellationToken));
        Assert.Equal(["TRAIN611", "TRAIN612"], wrong.Problems.Select(problem => problem.Code));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.At("workspace/runs")));
    }
}
