using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>What a training method returns wrong fails the run, names the field, and loses no checkpoint.</summary>
public sealed class WrongReturnTests
{
    [Theory]
    [InlineData("nothing", "returned null")]
    [InlineData("blank-model", "ExperimentInfo.ModelName: expected the model's name, found ' '")]
    [InlineData("null-files", "ExperimentInfo.ModelFiles: expected a dictionary")]
    [InlineData("absent-file", "ExperimentInfo.ModelFiles[\"config\"]: expected an existing file")]
    [InlineData("our-file", "ExperimentInfo.ModelFiles[\"config\"]: expected a file whose name is none of the published files' own, found 'manifest.json'")]
    [InlineData("null-checkpoints", "ExperimentInfo.Checkpoints: expected a folder or a list of files, found null")]
    [InlineData("absent-folder", "ExperimentInfo.Checkpoints: expected an existing folder")]
    [InlineData("empty-folder", "ExperimentInfo.Checkpoints: expected a folder with .pt, .pth")]
    [InlineData("absent-checkpoint", "ExperimentInfo.Checkpoints: expected existing files")]
    [InlineData("null-checkpoint", "ExperimentInfo.Checkpoints: expected existing files, found null")]
    [InlineData("no-checkpoint", "ExperimentInfo.Checkpoints: expected at least one file")]
    [InlineData("blank-best", "ExperimentInfo.BestCheckpoint: expected the file name of the best checkpoint, found an empty text")]
    [InlineData("absent-best", "ExperimentInfo.BestCheckpoint: expected one of the checkpoints (best.pth, last.pth), found 'absent.pth'")]
    [InlineData("best-with-folder", "ExperimentInfo.BestCheckpoint: expected a bare file name")]
    public async Task The_field_is_named_and_the_checkpoints_are_kept(string returned, string cause)
    {
        await using var workspace = new TestWorkspace();
        var result = await workspace.TrainAsync($"returns={returned}");
        Assert.Equal((1, "failed"), (result.ExitCode, result.State));
        Assert.Contains(cause, result.Explanation.GetProperty("cause").GetString(), StringComparison.Ordinal);
        Assert.Equal("training", result.Explanation.GetProperty("phase").GetString());
        var kept = workspace.RunFile(1, "output", "checkpoints");
        Assert.Contains(kept, result.Explanation.GetProperty("nextStep").GetString(), StringComparison.Ordinal);
        Assert.Equal("weights of epoch 2\n", await File.ReadAllTextAsync(Path.Combine(kept, "best.pth"), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(workspace.Data, "experiments")));
        workspace.RequireLegalJournal(1);
    }
}
