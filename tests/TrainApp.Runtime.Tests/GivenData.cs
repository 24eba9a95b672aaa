namespace TrainApp.Tests;

/// <summary>Data that lies beside the repository, where it is there at all.</summary>
internal static class GivenData
{
    /// <summary>A path in it; the test is skipped when it does not exist.</summary>
    public static string Require(params ReadOnlySpan<string> parts)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "TrainApp.sln"))) root = root.Parent;
        var path = Path.Combine([root?.Parent?.FullName ?? "", "shared", .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"'{string.Join('/', parts)}' is not beside the repository.");
        return path;
    }
}
