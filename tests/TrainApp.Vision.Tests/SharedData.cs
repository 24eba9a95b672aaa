namespace TrainApp.Vision.Tests;

/// <summary>Data that lies beside the repository and not in it; a test without it is skipped.</summary>
internal static class SharedData
{
    public static string Find(params ReadOnlySpan<string> parts)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "TrainApp.sln"))) directory = directory.Parent;
        Assert.SkipWhen(directory?.Parent is null, "The repository's root was not found.");
        var path = Path.Combine([directory!.Parent!.FullName, "shared", .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"'{Path.Combine([.. parts])}' is not there.");
        return path;
    }
}
