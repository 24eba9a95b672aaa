namespace TrainApp.Vision.Conversion.Voc;

/// <summary>A folder of Pascal VOC: annotations, images, masks and lists.</summary>
internal sealed class VocFolder
{
    private static readonly string[] s_extensions = [".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"];

    private readonly string _root;

    private VocFolder(string root) => _root = root;

    /// <summary>Finds the folder: the given one, or the only one in it or in its <c>VOCdevkit</c>.</summary>
    /// <exception cref="ConversionException">There is none, or more than one.</exception>
    public static VocFolder Find(string input)
    {
        var full = Path.GetFullPath(input);
        if (!Directory.Exists(full)) throw new ConversionException($"There is no folder '{input}'.", input);
        if (Is(full)) return new(full);
        var devkit = Path.Combine(full, "VOCdevkit");
        string[] found = [.. Directory.EnumerateDirectories(full).Concat(Directory.Exists(devkit) ? Directory.EnumerateDirectories(devkit) : []).Where(Is).Order(StringComparer.Ordinal)];
        return found.Length switch
        {
            1 => new(found[0]),
            0 => throw new ConversionException($"'{input}' has no folder 'Annotations'.", input, hint: "Name the folder that holds 'Annotations' and 'JPEGImages'."),
            _ => throw new ConversionException($"'{input}' holds {found.Length} of them: {string.Join(", ", found.Select(Path.GetFileName))}.", input, hint: "Name one."),
        };
    }

    public string Root => _root;

    /// <summary>Names of all annotations, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(Path.Combine(_root, "Annotations"), "*.xml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public string Annotation(string name) => Path.Combine(_root, "Annotations", name + ".xml");

    /// <summary>The image of an annotation.</summary>
    /// <exception cref="ConversionException">It is not there, or the annotation, which may name it, is no XML.</exception>
    public string Image(string name)
    {
        var images = Path.Combine(_root, "JPEGImages");
        // The annotation's own name comes first: files were renamed more often than annotations were corrected. The annotation need not be read then.
        if (s_extensions.Select(extension => Path.Combine(images, name + extension)).FirstOrDefault(File.Exists) is { } own) return own;
        var fileName = VocXmlReader.FileName(Annotation(name));
        return fileName is not null && Path.Combine(images, Path.GetFileName(fileName)) is var said && File.Exists(said)
            ? said
            : throw new ConversionException($"The image '{fileName ?? name}' of '{Annotation(name)}' is not in '{images}'.", Annotation(name), 1);
    }

    /// <summary>The mask of the objects of an image; null when there is none.</summary>
    public string? ObjectMask(string name) => Path.Combine(_root, "SegmentationObject", name + ".png") is var path && File.Exists(path) ? path : null;

    /// <summary>Side of each image that a list names.</summary>
    /// <exception cref="ConversionException">A list names an image without an annotation.</exception>
    public Dictionary<string, string> Sides(IReadOnlyCollection<string> names)
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        var sides = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var side in (string[])[Conversion.Sides.Train, Conversion.Sides.Val, "test"])
        {
            var list = Path.Combine(_root, "ImageSets", "Main", side + ".txt");
            if (!File.Exists(list)) continue;
            var line = 0;
            foreach (var text in File.ReadLines(list))
            {
                line++;
                var name = text.Trim();
                if (name.Length == 0) continue;
                // The reference lists file names.
                if (!known.Contains(name)) name = Path.GetFileNameWithoutExtension(name);
                if (!known.Contains(name)) throw new ConversionException($"'{list}', line {line}, names '{text.Trim()}', which has no annotation.", list, line);
                sides.TryAdd(name, side);
            }
        }

        return sides;
    }

    private static bool Is(string folder) => Directory.Exists(Path.Combine(folder, "Annotations"));
}
