using System.Collections.Concurrent;
using System.Text.Json;

namespace TrainApp.Preparation;

/// <summary>Classes and tags of every image, read in one pass over the annotations; geometry is skipped, not kept.</summary>
internal sealed class ProjectOutline
{
    private readonly AnnotationOutline[] _images;
    private readonly long[] _objects;
    private readonly Dictionary<string, int> _imageTags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _objectTags = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Class, string Shape), long> _freeShapes = [];

    private ProjectOutline(AnnotationOutline[] images, int classes)
    {
        _images = images;
        _objects = new long[classes];
        foreach (var image in images)
        {
            foreach (var (index, count) in image.Classes) _objects[index] += count;
            foreach (var name in image.Tags.Select(tag => tag.Name).Distinct(StringComparer.Ordinal)) Add(_imageTags, name);
            foreach (var name in image.ObjectTags) Add(_objectTags, name);
            foreach (var shape in image.FreeShapes) _freeShapes[shape] = _freeShapes.GetValueOrDefault(shape) + 1;
            image.ObjectTags.Clear();
            image.FreeShapes.Clear();
        }
    }

    public static ProjectOutline Read(Project project, CancellationToken cancellationToken)
    {
        var names = new OutlineNames(project.Meta);
        var images = new AnnotationOutline[project.Images.Count];
        if (images.Length > 0)
        {
            Parallel.ForEach(Partitioner.Create(0, images.Length), new ParallelOptions { CancellationToken = cancellationToken }, range =>
            {
                for (var i = range.Item1; i < range.Item2; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    images[i] = ReadOne(project.Images[i], names);
                }
            });
        }

        return new(images, project.Meta.Classes.Count);
    }

    public AnnotationOutline this[ImageItem image] => _images[image.Index];

    /// <summary>Objects of a class, by its place in the project's meta.</summary>
    public long Objects(int index) => _objects[index];

    /// <summary>Images that carry a tag themselves.</summary>
    public int ImagesWith(string tag) => _imageTags.GetValueOrDefault(tag);

    /// <summary>Objects that carry a tag.</summary>
    public int ObjectsWith(string tag) => _objectTags.GetValueOrDefault(tag);

    /// <summary>Shapes of the objects of a class that allows any, with their numbers.</summary>
    public IEnumerable<(string Shape, long Objects)> FreeShapes(int index) =>
        _freeShapes.Where(pair => pair.Key.Class == index).Select(pair => (pair.Key.Shape, pair.Value)).OrderBy(pair => pair.Shape, StringComparer.Ordinal);

    /// <summary>An annotation that cannot be read counts as empty: preparation names it and leaves the image out.</summary>
    private static AnnotationOutline ReadOne(ImageItem image, OutlineNames names)
    {
        try
        {
            return AnnotationOutline.Read(File.ReadAllBytes(image.AnnotationPath), names);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return AnnotationOutline.Empty;
        }
    }

    private static void Add(Dictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
}
