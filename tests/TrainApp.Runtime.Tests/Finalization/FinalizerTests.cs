using System.Text.Json;
using TrainApp.Finalization;
using TrainApp.Runs;

namespace TrainApp.Tests.Finalization;

/// <summary>Finalization ends in the same files wherever it was cut, and however often it is done.</summary>
public sealed class FinalizerTests
{
    [Fact]
    public async Task Cut_before_any_record_and_done_again_it_gives_the_same_files()
    {
        using var whole = new FinalizationScene();
        Assert.Equal(RunState.Completed, await whole.FinalizeAsync());
        var expected = whole.Published();
        var records = RunJournal.Read(whole.Run.JournalFile).Count(record => record.Step is not null);
        Assert.Equal(14, records);

        for (var cut = 0; cut < records; cut++)
        {
            using var scene = new FinalizationScene();
            await Assert.ThrowsAsync<PowerCutException>(() => scene.FinalizeAsync(new TimeUntilPowerCut(cut)));
            Assert.Equal(cut, RunJournal.Read(scene.Run.JournalFile).Count(record => record.Step is not null));
            RequireRightManifestIfAny(scene);
            Assert.Equal(RunState.Completed, await scene.FinalizeAsync());
            Assert.Equal(expected, scene.Published());
            Assert.False(Directory.Exists(scene.Run.Work));
        }
    }

    [Fact]
    public async Task Every_step_done_twice_gives_the_same_files()
    {
        using var scene = new FinalizationScene();
        await scene.FinalizeAsync();
        var expected = scene.Published();
        var states = File.ReadLines(scene.Run.JournalFile).Take(4).ToList();
        await File.WriteAllLinesAsync(scene.Run.JournalFile, states, TestContext.Current.CancellationToken);
        Assert.Equal(RunState.Completed, await scene.FinalizeAsync());
        Assert.Equal(expected, scene.Published());
    }

    [Fact]
    public async Task Cut_between_the_pointer_and_the_move_it_publishes_into_its_own_folder()
    {
        using var scene = new FinalizationScene();
        await Assert.ThrowsAsync<PowerCutException>(() => scene.FinalizeAsync(new TimeUntilPowerCut(7)));
        var published = scene.Artifacts;
        Directory.Move(published, scene.Run.Output);
        Assert.Equal(RunState.Completed, await scene.FinalizeAsync());
        Assert.Equal(published, scene.Artifacts);
        Assert.False(Directory.Exists(scene.Run.Output));
        RequireRightManifestIfAny(scene);
    }

    [Fact]
    public async Task A_failed_export_is_described_and_then_repeated()
    {
        using var whole = new FinalizationScene();
        await whole.FinalizeAsync();
        using var scene = new FinalizationScene { ExportWorks = false };
        Assert.Equal(RunState.Degraded, await scene.FinalizeAsync());
        Assert.True(File.Exists(Path.Combine(scene.Artifacts, "manifest.json")));
        Assert.False(Directory.Exists(Path.Combine(scene.Artifacts, "export")));
        RequireRightManifestIfAny(scene);

        scene.ExportWorks = true;
        Assert.Equal(RunState.Completed, await scene.FinalizeAsync(again: new HashSet<string> { Finalizer.OnnxExport }));
        Assert.Equal(whole.Published(), scene.Published());
    }

    [Fact]
    public async Task A_step_that_is_needed_and_fails_is_named_in_the_journal()
    {
        using var scene = new FinalizationScene();
        File.Delete(Path.Combine(scene.Run.Output, "last.pth"));
        await Assert.ThrowsAsync<FileNotFoundException>(() => scene.FinalizeAsync());
        var step = Assert.Single(RunJournal.Read(scene.Run.JournalFile), record => record.Step is not null);
        Assert.Equal(("checkpoints", "failed"), (step.Step, step.Outcome));
        Assert.Contains("last.pth", step.Reason, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(scene.Run.Output, "checkpoints", "best.pth")));
    }

    [Fact]
    public async Task Checkpoints_from_the_output_are_moved_and_others_copied()
    {
        using var scene = new FinalizationScene();
        await scene.FinalizeAsync();
        Assert.Equal(
            ["checkpoints/best.pth", "checkpoints/elsewhere.pth", "checkpoints/last.pth"],
            scene.Published().Keys.Where(name => name.EndsWith(".pth", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("notes.txt", scene.Published().Keys);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(scene.Workspace.Root)!, "elsewhere.pth")));
    }

    private static void RequireRightManifestIfAny(FinalizationScene scene)
    {
        if (scene.Run.ReadPublished() is not { } folder || !File.Exists(Path.Combine(folder, "manifest.json"))) return;
        var published = scene.Published();
        var files = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json"))).RootElement.GetProperty("files").EnumerateArray();
        Assert.Equal(
            published.Where(file => file.Key != "manifest.json").Select(file => (file.Key, file.Value.ToLowerInvariant())).OrderBy(file => file.Key, StringComparer.Ordinal),
            files.Select(file => (file.GetProperty("path").GetString()!, file.GetProperty("sha256").GetString()!)));
    }

    /// <summary>A clock that fails after some readings: nothing more is written to a journal that uses it.</summary>
    private sealed class TimeUntilPowerCut(int readings) : TimeProvider
    {
        private int _left = readings;

        public override DateTimeOffset GetUtcNow() => _left-- > 0 ? System.GetUtcNow() : throw new PowerCutException();
    }

    private sealed class PowerCutException : Exception;
}
