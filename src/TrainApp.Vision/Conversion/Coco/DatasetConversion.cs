using TrainApp.Files;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>Writes a dataset as COCO files: its annotations are read and drawn by all cores, and written in order.</summary>
internal sealed class DatasetConversion(ProjectMeta meta, CocoOptions options, DropCounter drops, TimeProvider time)
{
    private readonly CategoryNumbers _categories = new(meta);

    /// <summary>Writes the files.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="directory">The folder; files of theirs names are replaced.</param>
    /// <param name="imageDone">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The file of the objects, and their number.</returns>
    public (string Path, int Objects) Write(Dataset dataset, string directory, Action? imageDone, CancellationToken cancellationToken)
    {
        ICocoLayout layout = options.IsReferenceCompatible ? new ReferenceLayout(time) : new CompactLayout($"{dataset.Project.Name}/{dataset.FullName}");
        ICocoRules rules = options.IsReferenceCompatible ? new ReferenceObjects(_categories, drops, options.HasCaptions) : new ExactObjects(_categories, drops, options.HasCaptions);
        var annotations = Path.Combine(directory, "annotations");
        var path = Path.Combine(annotations, "coco_instances.json");
        var images = options.CopiesImages ? Directory.CreateDirectory(Path.Combine(directory, "images")).FullName : null;
        using var objects = new CocoFileWriter(path, layout);
        using var captions = options.HasCaptions ? new CocoFileWriter(Path.Combine(annotations, "coco_captions.json"), layout) : null;
        OrderedWork.Run(
            [.. Enumerable.Range(0, dataset.Images.Count)],
            index => Convert(dataset.Images[index], index + 1, layout, rules, images),
            converted =>
            {
                objects.AddImage(converted.Image);
                objects.AddObjects(converted.Objects);
                captions?.AddImage(converted.Image);
                foreach (var caption in converted.Captions) captions?.AddCaption(caption);
                imageDone?.Invoke();
            },
            cancellationToken);
        captions?.Complete(_categories);
        objects.Complete(_categories);
        return (path, objects.Count);
    }

    private ConvertedImage Convert(ImageItem item, int id, ICocoLayout layout, ICocoRules rules, string? images)
    {
        var annotation = SizedAnnotation.Read(item, drops);
        if (images is not null) CopyImage(item, images);
        try
        {
            return new(
                options.IsReferenceCompatible ? CocoImage.OfReference(item, annotation) : CocoImage.Of(item, annotation),
                new ObjectTexts(layout, id, rules.Convert(annotation)),
                options.HasCaptions ? CocoCaptions.Of(annotation) : []);
        }
        catch (InvalidDataException cause)
        {
            throw new ProjectException($"'{item}' cannot be converted: {cause.Message}", item.AnnotationPath, innerException: cause);
        }
    }

    private void CopyImage(ImageItem item, string images)
    {
        if (item.HasImage) WritableCopy.Make(item.ImagePath, Path.Combine(images, item.Name));
        else drops.Add("image file", "the project holds annotations alone");
    }

    /// <summary>An image on its way into the files.</summary>
    private sealed record ConvertedImage(CocoImage Image, ObjectTexts Objects, IReadOnlyList<string> Captions);
}
