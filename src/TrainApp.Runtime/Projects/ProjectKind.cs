namespace TrainApp.Projects;

/// <summary>Tells an image project from everything else that a user may point at.</summary>
internal static class ProjectKind
{
    /// <summary>A project of another kind is recognised by the folder that its datasets have in place of <c>img</c>.</summary>
    private static readonly (string Folder, string Kind)[] OtherKinds =
        [("video", "videos"), ("volume", "volumes"), ("pointcloud", "point clouds")];

    public static void RequireFolder(string directory)
    {
        if (File.Exists(directory)) throw new ProjectException($"'{directory}' is a file; a project is a folder.", directory);
        if (!Directory.Exists(directory)) throw new ProjectException($"There is no folder '{directory}'.", directory);
        if (File.Exists(Path.Combine(directory, "meta.json"))) return;
        if (Path.GetDirectoryName(directory) is { } parent && File.Exists(Path.Combine(parent, "meta.json")) && HasImagesAndAnnotations(directory))
            throw new ProjectException($"'{directory}' is a dataset of a project.", directory, $"Open the project, '{parent}'.");
        throw NotAProject(directory, "It has no meta.json.");
    }

    public static void RequireImages(string directory, MetaFile? meta)
    {
        if (meta?.ProjectType is { } type && !string.Equals(type, "images", StringComparison.Ordinal))
            throw OfOtherKind(directory, type);
        if (meta?.ProjectType is not null) return;
        foreach (var dataset in Directory.EnumerateDirectories(directory))
        {
            foreach (var (folder, kind) in OtherKinds)
            {
                if (Directory.Exists(Path.Combine(dataset, folder)) && !Directory.Exists(Path.Combine(dataset, "img")))
                    throw OfOtherKind(directory, kind);
            }
        }
    }

    public static ProjectException NotAProject(string directory, string reason) => new(
        $"'{directory}' is no project. {reason}",
        directory,
        "A project is a folder with meta.json and, for each dataset, a folder that holds img and ann.");

    public static bool HasImagesAndAnnotations(string directory) =>
        Directory.Exists(Path.Combine(directory, "img")) && Directory.Exists(Path.Combine(directory, "ann"));

    /// <summary>Whether a folder holds a dataset, with or without a <c>meta.json</c> beside.</summary>
    public static bool HasDatasets(string directory) => Directory.Exists(directory) && Directory.EnumerateDirectories(directory).Any(HasImagesAndAnnotations);

    private static ProjectException OfOtherKind(string directory, string kind) =>
        new($"'{directory}' is a project of {kind}; training needs a project of images.", directory);
}
