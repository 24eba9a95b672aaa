namespace TrainApp.Tests;

/// <summary>Data that lies beside the repository and not in it; a test without it is skipped.</summary>
internal static class SharedData
{
    /// <summary>The folder of the solution.</summary>
    public static string RepositoryRoot
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "TrainApp.sln"))) directory = directory.Parent;
            return directory?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }
    }

    public static string Find(params ReadOnlySpan<string> parts)
    {
        var path = Path.Combine([Path.GetDirectoryName(RepositoryRoot)!, "shared", .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"'{Path.Combine(parts)}' is not there.");
        return path;
    }
}
