namespace TrainApp.Package.Tests;

/// <summary>The repository that the tests lie in.</summary>
internal static class Repository
{
    private static readonly string[] s_notSources = ["artifacts", "bin", "obj", ".git", "TestResults", "trainapp-data", "MyApp"];

    public static string Root { get; } = Find();

    /// <summary>Copies everything but what builds leave behind.</summary>
    public static void CopyTo(string target)
    {
        Directory.CreateDirectory(target);
        Copy(new DirectoryInfo(Root), target);
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        foreach (var file in from.EnumerateFiles()) file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(folder => !s_notSources.Contains(folder.Name)))
            Copy(folder, Directory.CreateDirectory(Path.Combine(to, folder.Name)).FullName);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrainApp.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
