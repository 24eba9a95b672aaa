using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>Runs share images through the workspace's cache, and nothing that happens to one run reaches the next.</summary>
public sealed class ImageCacheTests : IAsyncDisposable
{
    private const int Images = 300;

    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    public async Task An_app_that_writes_into_its_images_spoils_neither_the_users_nor_the_next_run(string cache)
    {
        var project = ProjectOnDisk.Make(Path.Combine(_workspace.Root, "project"));
        var before = RunFiles.Fingerprint(project);

        // The second run finds what the first one left behind; the third one what a run that ended well did.
        PreparedData.RequireUsersImages(await PreparedData.TrainAsync(_workspace, "--project project", $"--cache {cache}"), images: 10);
        var writer = await _workspace.TrainAsync("behaviour=write-into-data", "--project project", $"--cache {cache}");
        Assert.Equal((0, "completed"), (writer.ExitCode, writer.State));
        PreparedData.RequireUsersImages(await PreparedData.TrainAsync(_workspace, "--project project", $"--cache {cache}"), images: 10);

        Assert.Equal(before, RunFiles.Fingerprint(project));
        Assert.Equal(cache == "on", Directory.Exists(CachedImages));
    }

    [Fact]
    public async Task Runs_at_once_and_an_emptied_cache_get_the_users_images()
    {
        ProjectOnDisk.Make(Path.Combine(_workspace.Root, "project"), Images);
        var prepared = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => PreparedData.TrainAsync(_workspace, "--project project", "--share-device")));
        Assert.All(prepared, data => PreparedData.RequireUsersImages(data, Images));
        Assert.Equal(Images, Directory.GetFiles(CachedImages, "*", SearchOption.AllDirectories).Length);

        Directory.Delete(Path.Combine(_workspace.Data, "cache"), recursive: true);
        PreparedData.RequireUsersImages(await PreparedData.TrainAsync(_workspace, "--project project"), Images);
    }

    [Fact]
    public async Task A_worker_killed_at_any_moment_leaves_a_cache_that_the_next_run_can_use()
    {
        var project = ProjectOnDisk.Make(Path.Combine(_workspace.Root, "project"), Images);
        var before = RunFiles.Fingerprint(project);
        var random = new Random(4711);
        var inPreparation = 0;
        for (var run = 1; run <= 8; run++)
        {
            var started = _workspace.StartTraining("--project project", "step_milliseconds=200");
            var number = run;
            await Eventually.IsTrueAsync(() => File.Exists(_workspace.RunFile(number, "worker.json")), "the worker is there", TimeSpan.FromMilliseconds(1));
            await Task.Delay(random.Next(400), TestContext.Current.CancellationToken);
            Signal.Send(_workspace.WorkerOf(run), Signal.Kill);
            var result = await started.Result;
            Assert.Equal("failed", result.State);
            if (result.Explanation.GetProperty("phase").GetString() == "preparing") inPreparation++;
        }

        Assert.True(inPreparation > 0, "No kill struck while data was prepared.");
        PreparedData.RequireUsersImages(await PreparedData.TrainAsync(_workspace, "--project project"), Images);
        Assert.Equal(before, RunFiles.Fingerprint(project));
    }

    private string CachedImages => Path.Combine(_workspace.Data, "cache", "images");
}
