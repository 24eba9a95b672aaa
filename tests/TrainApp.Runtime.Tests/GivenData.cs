namespace TrainApp.Tests;

/// <summary>Data that lies beside the repository, where it is there at all.</summary>
internal static class GivenData
{
    /// <summary>The folder of the solution.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrainApp.sln"))) folder = folder.Parent;
            return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }
    }

    /// <summary>A path in it; the test is skipped when it does not exist.</summary>
    public static string Require(params ReadOnlySpan<string> parts)
    {
        var path = Path.Combine([Path.GetDirectoryName(Root)!, "shared", .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"'{string.Join('/', parts)}' is not beside the repository.");
        return path;
    }
}
