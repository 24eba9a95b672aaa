using TrainApp.Files;
using TrainApp.ModelStore;

namespace TrainApp.Tests.ModelStore;

public sealed class CustomModelsTests : IDisposable
{
    private readonly EarlierRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_published_run_is_read_with_its_files()
    {
        var artifacts = _runs.Publish(12);
        var experiment = Assert.Single(new CustomModels(_runs.Workspace).Of("Fixture"));
        Assert.Equal((12, "try 12", "Fixture", "Tiny", "object detection"), (experiment.TaskId, experiment.ExperimentName, experiment.FrameworkName, experiment.ModelName, experiment.TaskType));
        Assert.Equal((3, "Lemons", "best.pth", new DateTime(2026, 3, 28, 17, 5, 9, DateTimeKind.Local)), (experiment.ProjectId, experiment.ProjectName, experiment.BestCheckpoint, experiment.Ended));
        Assert.Equal(["last.pth", "best.pth"], experiment.Checkpoints);
        Assert.Equal(Path.Combine(artifacts, "model_config.yml"), Assert.Single(experiment.ModelFiles).Value);
        Assert.Equal(Path.Combine(artifacts, "checkpoints", "last.pth"), experiment.CheckpointPath("last.pth"));
        Assert.Equal("/experiments/3_Lemons/12_Fixture/checkpoints/last.pth", experiment.CheckpointLink("last.pth"));
        Assert.Equal(0.5, Assert.Single(experiment.EvaluationMetrics).Value);
    }

    [Fact]
    public void The_newest_run_comes_first_by_number_and_others_are_left_out()
    {
        foreach (var run in (int[])[2, 10, 9]) _runs.Publish(run);
        _runs.Publish(11, info => info["framework_name"] = "X-Fixture");
        _runs.Publish(12, info => info.Remove("best_checkpoint"));
        _runs.Publish(13, info => info["best_checkpoint"] = null);
        _runs.Begin(14);
        File.WriteAllText(Path.Combine(_runs.Begin(15), PublishedPointer.FileName), "{");
        File.WriteAllText(Path.Combine(_runs.Publish(16), "experiment_info.json"), "no JSON");
        Assert.Equal([10, 9, 2], new CustomModels(_runs.Workspace).Of("Fixture").Select(experiment => experiment.TaskId));
    }

    [Fact]
    public void A_folder_whose_name_got_a_number_counts_and_one_of_another_workspace_does_not()
    {
        var artifacts = _runs.Publish(4, suffix: "_001");
        // The folder without a run of this workspace: copied here, or left behind.
        Directory.CreateDirectory(Path.Combine(_runs.Workspace.Root, "experiments", "3_Lemons", "4_Fixture"));
        File.Copy(Path.Combine(artifacts, "experiment_info.json"), Path.Combine(_runs.Workspace.Root, "experiments", "3_Lemons", "4_Fixture", "experiment_info.json"));
        var experiment = Assert.Single(new CustomModels(_runs.Workspace).Of("Fixture"));
        Assert.Equal((artifacts, "/experiments/3_Lemons/4_Fixture_001/"), (experiment.ArtifactsDirectory, experiment.ArtifactsLink));
    }

    [Fact]
    public void Only_what_is_asked_for_is_read()
    {
        for (var run = 1; run <= 200; run++) _runs.Publish(run);
        var list = new CustomModels(_runs.Workspace).Of("Fixture");
        foreach (var run in Enumerable.Range(1, 190)) File.WriteAllText(Path.Combine(_runs.Workspace.Root, "experiments", "3_Lemons", FormattableString.Invariant($"{run}_Fixture"), "experiment_info.json"), "late");
        Assert.Equal([200, 199, 198], list.Take(3).Select(experiment => experiment.TaskId));
        Assert.Equal(10, list.Count());
    }

    [Fact]
    public void Names_in_the_file_lead_to_no_other_folder()
    {
        var artifacts = _runs.Publish(1, info =>
        {
            info["model_files"]!["config"] = "../../../secret.yml";
            info["checkpoints"]!.AsArray().Add("checkpoints/../../../../secret.pth");
        });
        var experiment = new CustomModels(_runs.Workspace).Read(1)!;
        Assert.Equal(Path.Combine(artifacts, "secret.yml"), experiment.ModelFiles["config"]);
        Assert.Equal("secret.pth", experiment.Checkpoints[^1]);
    }

    [Fact]
    public void An_empty_workspace_has_none() => Assert.Empty(new CustomModels(_runs.Workspace).Of("Fixture"));
}
