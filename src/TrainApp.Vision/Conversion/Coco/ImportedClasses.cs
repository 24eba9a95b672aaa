using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>
/// The classes that categories become. A category without key points is one class, of the shape of its objects. One with key points is a
/// class of graphs, with a class of masks and one of boxes beside it where its objects have them. For several threads at a time.
/// </summary>
internal sealed class ImportedClasses
{
    private readonly OrderedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _hasCrowds;

    /// <param name="files">The files. Categories of one name are one class; it has the key points of those that list any, as persons have in one of COCO's own files.</param>
    /// <exception cref="ConversionException">Categories of one name have different key points.</exception>
    public ImportedClasses(IEnumerable<CocoIndex> files)
    {
        var categories = new OrderedDictionary<string, ListedCategory>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var category in file.Categories.Values)
            {
                if (!categories.TryGetValue(category.Name, out var known) || known.Template is null) categories[category.Name] = category;
                else if (category.Template is { } template && !HaveSamePoints(known.Template, template))
                    throw new ConversionException($"The category '{category.Name}' has other key points than one of that name before.", file.Path, hint: "Name one file with --input, and import the others to projects of their own.");
            }
        }

        _names.UnionWith(categories.Keys);
        foreach (var category in categories.Values)
            _entries.Add(category.Name, new Entry(category, category.Template is null ? category.Name : New($"{category.Name} mask"), category.Template is null ? category.Name : New($"{category.Name} box")));
    }

    /// <summary>A category as all files together tell of it.</summary>
    public ListedCategory Of(ListedCategory category) => _entries[category.Name].Category;

    /// <summary>The class of masks of a category, which has one from now on.</summary>
    public string Mask(ListedCategory category) => Use(category, Kinds.Mask).MaskName;

    /// <summary>The class of boxes of a category, which has one from now on.</summary>
    public string Box(ListedCategory category) => Use(category, Kinds.Box).BoxName;

    /// <summary>The tag of a crowd.</summary>
    public Tag Crowd()
    {
        Volatile.Write(ref _hasCrowds, 1);
        return new Tag(ExactObjects.CrowdTag);
    }

    /// <summary>Classes and tags, when all objects are known.</summary>
    public ProjectMeta ToMeta(bool hasCaptions)
    {
        var tags = new List<TagMeta>();
        if (_hasCrowds != 0) tags.Add(new() { Name = ExactObjects.CrowdTag, ValueType = "none", ApplicableTo = "objectsOnly" });
        if (hasCaptions) tags.Add(new() { Name = CocoCaptions.TagName, ValueType = "any_string", ApplicableTo = "imagesOnly" });
        return new() { Classes = [.. _entries.Values.SelectMany(ClassesOf)], Tags = tags };
    }

    private static IEnumerable<ObjectClass> ClassesOf(Entry entry)
    {
        var kinds = (Kinds)entry.Used;
        if (entry.Category.Template is { } template)
        {
            yield return Class(entry.Category.Name, "graph") with { Graph = template };
            if (kinds.HasFlag(Kinds.Mask)) yield return Class(entry.MaskName, "bitmap");
            if (kinds.HasFlag(Kinds.Box)) yield return Class(entry.BoxName, "rectangle");
        }
        else
        {
            yield return Class(entry.Category.Name, kinds switch { Kinds.Mask => "bitmap", Kinds.Box => "rectangle", _ => "any" });
        }
    }

    /// <summary>A class whose colour is its name's own, so that it is the same each time.</summary>
    private static ObjectClass Class(string name, string shape) => new()
    {
        Name = name,
        Shape = shape,
        Color = "#" + (XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(name)) & 0xFFFFFF).ToString("X6", CultureInfo.InvariantCulture),
    };

    private Entry Use(ListedCategory category, Kinds kind)
    {
        var entry = _entries[category.Name];
        Interlocked.Or(ref entry.Used, (int)kind);
        return entry;
    }

    private string New(string name)
    {
        var candidate = name;
        for (var number = 2; !_names.Add(candidate); number++) candidate = string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
        return candidate;
    }

    private static bool HaveSamePoints(GraphTemplate a, GraphTemplate b) =>
        a.Nodes.Select(node => node.Label).SequenceEqual(b.Nodes.Select(node => node.Label), StringComparer.Ordinal);

    [Flags]
    private enum Kinds
    {
        None = 0,
        Mask = 1,
        Box = 2,
    }

    private sealed class Entry(ListedCategory category, string maskName, string boxName)
    {
        public int Used;

        public ListedCategory Category { get; } = category;

        public string MaskName { get; } = maskName;

        public string BoxName { get; } = boxName;
    }
}
