namespace TrainApp.Runtime.Tests.Training;

/// <summary>Reference results that lie beside the repository; tests that need them are skipped without them.</summary>
internal static class SharedFiles
{
    public static string Require(params string[] path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "TrainApp.sln"))) root = root.Parent;
        var file = Path.Combine([root?.Parent?.FullName ?? "", "shared", .. path]);
        Assert.SkipUnless(Path.Exists(file), $"The reference files '{Path.Combine(path)}' are not here.");
        return file;
    }
}
