namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>An image that a YOLO dataset lists.</summary>
/// <param name="Path">The image file.</param>
/// <param name="Labels">Where its label file is, if it has one.</param>
internal sealed record YoloImage(string Path, string Labels);

/// <summary>Finds the images of sides: those of a folder and the folders in it, as trainers look for them, or those that a text file lists.</summary>
/// <param name="file">The file that names the folders and lists.</param>
/// <param name="drops">Hears of files that the project cannot take.</param>
internal sealed class YoloImages(YoloFile file, DropCounter drops)
{
    /// <summary>What trainers read and projects take.</summary>
    private static readonly string[] s_extensions = [".jpg", ".jpeg", ".mpo", ".bmp", ".png", ".webp", ".tiff", ".tif", ".jfif"];

    /// <summary>What trainers may read, too.</summary>
    private static readonly string[] s_others = [".avif", ".dng", ".gif", ".heic", ".heif", ".jp2", ".pfm"];

    private readonly HashSet<string> _labelFiles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _labelFolders = new(StringComparer.Ordinal);

    /// <exception cref="ConversionException">A folder, a list or an image is missing.</exception>
    public List<YoloImage> Of(string side)
    {
        var root = Path.GetDirectoryName(file.Path)!;
        if (file.Texts("path") is [var (given, _)] && Directory.Exists(Path.Combine(root, given))) root = Path.Combine(root, given);
        var labels = file.Texts($"{side}_labels") is [var (folder, _)] ? Path.GetFullPath(Path.Combine(root, folder)) : null;
        var images = new List<YoloImage>();
        foreach (var (text, line) in file.Texts(side))
        {
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(root, text)));
            if (Directory.Exists(path)) AddFolder(images, path, labels);
            else if (File.Exists(path)) AddListed(images, path, labels);
            else throw new ConversionException($"'{file.Path}', line {line}, names '{text}' for '{side}'; there is no such folder or list.", file.Path, line);
        }

        return images;
    }

    /// <summary>Counts label files in the folders so far that belong to no image so far.</summary>
    public void CountStrayLabels()
    {
        var strays = _labelFolders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories)).ToHashSet(StringComparer.Ordinal);
        strays.ExceptWith(_labelFiles);
        // Tools for labelling put the list of the classes there.
        drops.Add("label file", "there is no image of its name", strays.Count(path => Path.GetFileName(path) != "classes.txt"));
    }

    private void AddFolder(List<YoloImage> images, string folder, string? labels)
    {
        var labelFolder = labels ?? LabelsFor(folder);
        _labelFolders.Add(labelFolder);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => Has(path, s_extensions) || Has(path, s_others)).Order(StringComparer.Ordinal))
            Add(images, path, labels is null ? LabelsFor(Path.GetDirectoryName(path)!) : Path.Combine(labels, Path.GetDirectoryName(Path.GetRelativePath(folder, path))!));
    }

    private void AddListed(List<YoloImage> images, string list, string? labels)
    {
        var line = 0;
        foreach (var text in File.ReadLines(list))
        {
            line++;
            if (text.Trim().Length == 0) continue;
            var image = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(list)!, text.Trim()));
            if (!File.Exists(image)) throw new ConversionException($"'{list}', line {line}, names the image '{text.Trim()}', which is not there.", list, line);
            Add(images, image, labels ?? LabelsFor(Path.GetDirectoryName(image)!));
        }
    }

    private void Add(List<YoloImage> images, string path, string labelFolder)
    {
        var labels = Path.Combine(labelFolder, Path.GetFileNameWithoutExtension(path) + ".txt");
        _labelFiles.Add(labels);
        if (Has(path, s_extensions)) images.Add(new(path, labels));
        else drops.Add("image", "a project takes no files of its kind");
    }

    private static bool Has(string path, string[] extensions) => extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Label files lie as the images do with the last <c>images</c> on the way replaced by <c>labels</c>.</summary>
    private static string LabelsFor(string folder)
    {
        var parts = folder.Split(Path.DirectorySeparatorChar);
        var last = Array.LastIndexOf(parts, "images");
        if (last >= 0) parts[last] = "labels";
        return string.Join(Path.DirectorySeparatorChar, parts);
    }
}
