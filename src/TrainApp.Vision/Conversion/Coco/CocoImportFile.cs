using System.Globalization;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>A COCO file with what belongs to it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Dataset">Full name of the dataset that it becomes.</param>
/// <param name="Captions">The file of its captions, if there is one.</param>
/// <param name="ImageFolders">Where its images may lie, the likeliest first.</param>
internal sealed record CocoImportFile(string Path, string Dataset, string? Captions, IReadOnlyList<string> ImageFolders)
{
    private static readonly string[] s_prefixes = ["instances_", "person_keypoints_"];

    /// <summary>
    /// The files of a folder: those in folders <c>annotations</c> at any depth and those of the folder itself. A file <c>coco_instances.json</c>
    /// is called after the folder above, another one by its own name. Of two datasets of one name, such as those of <c>instances_train.json</c>
    /// and <c>train.json</c>, the second gets a number.
    /// </summary>
    /// <exception cref="ConversionException">There is none.</exception>
    public static IReadOnlyList<CocoImportFile> Find(string input)
    {
        var root = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(input));
        if (File.Exists(root)) return [Of(System.IO.Path.GetDirectoryName(root)!, root)];
        if (!Directory.Exists(root)) throw new ConversionException($"There is no folder '{root}'.", root);
        var files = Directory.EnumerateFiles(root, "*.json", new EnumerationOptions { RecurseSubdirectories = true })
            .Where(path => System.IO.Path.GetDirectoryName(path) is { } folder && (folder == root || IsAnnotations(folder)) && !IsCaptions(System.IO.Path.GetFileName(path)))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
            throw new ConversionException($"The folder '{root}' holds no COCO file.", root, hint: "It is looked for as *.json in the folder itself and in folders named 'annotations'.");
        var sources = files.ConvertAll(path => Of(root, path));
        // A number must not make a name that a file of its own has.
        var taken = sources.Select(source => source.Dataset).ToHashSet(StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.Ordinal);
        return sources.ConvertAll(source => given.Add(source.Dataset) ? source : source with { Dataset = Numbered(source.Dataset, taken) });
    }

    private static string Numbered(string name, HashSet<string> taken)
    {
        for (var number = 2; ; number++)
        {
            var candidate = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
            if (taken.Add(candidate)) return candidate;
        }
    }

    private static CocoImportFile Of(string root, string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        var home = IsAnnotations(folder) ? System.IO.Path.GetDirectoryName(folder)! : folder;
        var stem = System.IO.Path.GetFileNameWithoutExtension(path);
        var split = s_prefixes.Where(prefix => stem.StartsWith(prefix, StringComparison.Ordinal)).Select(prefix => stem[prefix.Length..]).FirstOrDefault(stem);
        var place = System.IO.Path.GetRelativePath(root, home).Replace('\\', '/');
        var above = place is "." or ".." ? "" : place;
        var own = stem == "coco_instances" ? "" : stem.StartsWith(s_prefixes[0], StringComparison.Ordinal) ? split : stem;
        var name = string.Join('/', new[] { above, own }.Where(part => part.Length > 0));
        var captions = System.IO.Path.Combine(folder, stem == "coco_instances" ? "coco_captions.json" : $"captions_{split}.json");
        return new(
            path,
            name.Length > 0 ? name : System.IO.Path.GetFileName(home),
            File.Exists(captions) ? captions : null,
            [System.IO.Path.Combine(home, "images"), System.IO.Path.Combine(home, split), System.IO.Path.Combine(home, "images", split), home]);
    }

    private static bool IsAnnotations(string folder) => string.Equals(System.IO.Path.GetFileName(folder), "annotations", StringComparison.Ordinal);

    private static bool IsCaptions(string file) => file is "coco_captions.json" || file.StartsWith("captions_", StringComparison.Ordinal);
}
