namespace TrainApp.Docs.Tests;

/// <summary>Where the documents lie.</summary>
internal static class Repository
{
    private static readonly string[] s_folders = ["docs", "samples", "templates"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every document, as a path from the root with slashes.</summary>
    public static IReadOnlyList<string> Documents { get; } =
    [
        .. Directory.GetFiles(Root, "*.md")
            .Concat(s_folders.Select(PathOf).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories)))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static Document Read(string relative) => Document.Parse(relative, File.ReadAllText(PathOf(relative)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrainApp.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
