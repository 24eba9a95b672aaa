namespace TrainApp.Engine.Tests.Support;

/// <summary>The data that a run was given. A run that fails in training keeps it.</summary>
internal static class PreparedData
{
    /// <summary>Contents by their path in the prepared project.</summary>
    public static SortedDictionary<string, string> Of(TestWorkspace workspace, int run)
    {
        var folder = workspace.RunFile(run, "work", "project");
        return new(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText),
            StringComparer.Ordinal);
    }

    /// <summary>Trains until the middle of the second epoch and gives what it was trained on.</summary>
    public static async Task<SortedDictionary<string, string>> TrainAsync(TestWorkspace workspace, params string[] settings)
    {
        var result = await workspace.TrainAsync(["behaviour=throw", .. settings]);
        Assert.Equal((1, "failed"), (result.ExitCode, result.State));
        Assert.Equal("training", result.Explanation.GetProperty("phase").GetString());
        return Of(workspace, result.Run);
    }

    /// <summary>Every image has the content that the user's file of <see cref="ProjectOnDisk"/> has.</summary>
    public static void RequireUsersImages(SortedDictionary<string, string> prepared, int images)
    {
        var found = prepared.Where(file => file.Key.Contains("/img/", StringComparison.Ordinal)).ToList();
        Assert.Equal(images, found.Count);
        Assert.All(found, file => Assert.Equal("picture " + Path.GetFileName(file.Key)["fruits__".Length..], file.Value));
    }
}
