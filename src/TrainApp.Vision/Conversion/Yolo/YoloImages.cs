namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>An image that a YOLO dataset lists.</summary>
/// <param name="Path">The image file.</param>
/// <param name="Labels">Where its label file is, if it has one.</param>
internal sealed record YoloImage(string Path, string Labels);

/// <summary>Finds the images of a side: those of a folder, or those that a text file lists.</summary>
internal static class YoloImages
{
    private static readonly string[] s_extensions = [".jpg", ".jpeg", ".mpo", ".bmp", ".png", ".webp", ".tiff", ".tif", ".jfif"];

    /// <exception cref="ConversionException">A folder, a list or an image is missing.</exception>
    public static List<YoloImage> Of(YoloFile file, string side)
    {
        var root = Path.GetDirectoryName(file.Path)!;
        if (file.Texts("path") is [var (given, _)] && Directory.Exists(Path.Combine(root, given))) root = Path.Combine(root, given);
        var labels = file.Texts($"{side}_labels") is [var (folder, _)] ? Path.GetFullPath(Path.Combine(root, folder)) : null;
        var images = new List<YoloImage>();
        foreach (var (text, line) in file.Texts(side))
        {
            var path = Path.GetFullPath(Path.Combine(root, text));
            if (Directory.Exists(path))
                images.AddRange(Directory.EnumerateFiles(path).Where(IsImage).Order(StringComparer.Ordinal).Select(image => new YoloImage(image, LabelsOf(image, labels))));
            else if (File.Exists(path))
                images.AddRange(Listed(path, labels));
            else
                throw new ConversionException($"'{file.Path}', line {line}, names '{text}' for '{side}'; there is no such folder or list.", file.Path, line);
        }

        return images;
    }

    private static IEnumerable<YoloImage> Listed(string list, string? labels)
    {
        var line = 0;
        foreach (var text in File.ReadLines(list))
        {
            line++;
            if (text.Trim().Length == 0) continue;
            var image = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(list)!, text.Trim()));
            if (!File.Exists(image)) throw new ConversionException($"'{list}', line {line}, names the image '{text.Trim()}', which is not there.", list, line);
            yield return new YoloImage(image, LabelsOf(image, labels));
        }
    }

    private static bool IsImage(string path) => s_extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Label files lie in a folder of their own, or as the images do with the last <c>images</c> on the way replaced by <c>labels</c>.</summary>
    private static string LabelsOf(string image, string? labels)
    {
        var name = Path.GetFileNameWithoutExtension(image) + ".txt";
        if (labels is not null) return Path.Combine(labels, name);
        var parts = Path.GetDirectoryName(image)!.Split(Path.DirectorySeparatorChar);
        var last = Array.LastIndexOf(parts, "images");
        if (last >= 0) parts[last] = "labels";
        return string.Join(Path.DirectorySeparatorChar, [.. parts, name]);
    }
}
