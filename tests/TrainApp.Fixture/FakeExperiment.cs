namespace TrainApp.Fixture;

/// <summary>What the training method returns: well, or wrong in one field.</summary>
internal static class FakeExperiment
{
    public static async Task<ExperimentInfo> MakeAsync(TrainSession train, string checkpoints, string kind)
    {
        var config = ConfigFile(train);
        var well = new ExperimentInfo
        {
            ModelName = train.ModelName,
            ModelFiles = new() { ["config"] = config },
            Checkpoints = checkpoints,
            BestCheckpoint = "best.pth",
        };
        return kind switch
        {
            "elsewhere" => well with
            {
                ModelFiles = new() { ["config"] = config, ["vocabulary"] = await CopyAsync(config, "vocabulary.txt") },
                Checkpoints = await BigCheckpointsAsync(Path.Combine(train.WorkDirectory, "weights")),
            },
            "nothing" => null!,
            "blank-model" => well with { ModelName = " " },
            "null-files" => well with { ModelFiles = null! },
            "absent-file" => well with { ModelFiles = new() { ["config"] = config + ".absent" } },
            "our-file" => well with { ModelFiles = new() { ["config"] = await CopyAsync(config, "manifest.json") } },
            "null-checkpoints" => well with { Checkpoints = null! },
            "absent-folder" => well with { Checkpoints = checkpoints + "-absent" },
            "empty-folder" => well with { Checkpoints = Directory.CreateDirectory(checkpoints + "-empty").FullName },
            "absent-checkpoint" => well with { Checkpoints = [Path.Combine(checkpoints, "best.pth"), Path.Combine(checkpoints, "third.pth")] },
            "null-checkpoint" => well with { Checkpoints = [Path.Combine(checkpoints, "best.pth"), null!] },
            "no-checkpoint" => well with { Checkpoints = [] },
            "blank-best" => well with { BestCheckpoint = "" },
            "absent-best" => well with { BestCheckpoint = "absent.pth" },
            "best-with-folder" => well with { BestCheckpoint = "checkpoints/best.pth" },
            _ => well,
        };
    }

    /// <summary>Writes the model's further file and makes it known, as an app does before it trains.</summary>
    public static async Task ReportConfigAsync(TrainSession train)
    {
        await File.WriteAllTextAsync(ConfigFile(train), "width: 8\n", CancellationToken.None);
        train.ReportModelFile("config", ConfigFile(train));
    }

    private static string ConfigFile(TrainSession train) => Path.Combine(train.WorkDirectory, "model_config.yml");

    /// <summary>Three checkpoints of a megabyte each, where nothing is published from.</summary>
    private static async Task<CheckpointFiles> BigCheckpointsAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        string[] files = [.. new[] { "best.pth", "last.pth", "third.pth" }.Select(name => Path.Combine(folder, name))];
        for (var i = 0; i < files.Length; i++) await File.WriteAllBytesAsync(files[i], Enumerable.Repeat((byte)('a' + i), 1 << 20).ToArray(), CancellationToken.None);
        return files;
    }

    private static async Task<string> CopyAsync(string file, string name)
    {
        var copy = Path.Combine(Path.GetDirectoryName(file)!, name);
        await File.WriteAllTextAsync(copy, await File.ReadAllTextAsync(file));
        return copy;
    }
}
