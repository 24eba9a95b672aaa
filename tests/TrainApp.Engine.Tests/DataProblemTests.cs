using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>What is broken in a project is named by the run that left it out.</summary>
public sealed class DataProblemTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task An_annotation_that_cannot_be_read_is_named_by_train_and_by_show()
    {
        var project = ProjectOnDisk.Make(Path.Combine(_workspace.Root, "project"));
        var broken = Path.Combine(project, "fruits", "ann", "kiwi 00003.png.json");
        await File.WriteAllTextAsync(broken, "{\"size\": ", TestContext.Current.CancellationToken);

        var trained = await _workspace.TrainAsync("--project project");
        Assert.Equal(0, trained.ExitCode);
        foreach (var report in new[] { trained, await _workspace.RunAsync("show", "latest", "--json") })
        {
            var problem = Assert.Single(report.Json.GetProperty("dataProblems").EnumerateArray());
            Assert.Equal("error", problem.GetProperty("severity").GetString());
            Assert.Equal(broken, problem.GetProperty("path").GetString());
            Assert.StartsWith("TRAIN5", problem.GetProperty("code").GetString(), StringComparison.Ordinal);
        }

        Assert.Contains("kiwi 00003.png.json", await File.ReadAllTextAsync(_workspace.RunFile(1, "worker.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("Data: 1 problem", (await _workspace.RunAsync("show", "latest")).Output, StringComparison.Ordinal);
    }
}
