namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Writes images, annotations and masks to one folder, all cores at work, and then the lists of them.</summary>
internal sealed class VocConversion(ProjectMeta meta)
{
    private static readonly string[] s_folders = ["JPEGImages", "Annotations", "SegmentationClass", "SegmentationObject", "ImageSets"];

    private readonly Sides _sides = new(validationDatasets: null, byTagAlone: false);
    private readonly DropCounter _drops = new();
    private readonly byte[] _palette = VocPalette.Classes(meta.Classes);

    /// <summary>Writes the folder.</summary>
    /// <exception cref="ConversionException">Something is there; or the masks cannot tell so many classes apart.</exception>
    public ConversionReport Write(IReadOnlyList<ImageItem> images, string output, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (meta.Classes.Count > VocPalette.Most)
            throw new ConversionException($"The project has {meta.Classes.Count} classes; VOC's masks tell {VocPalette.Most} apart.", output, hint: "Convert it to COCO.");
        using var folder = FolderInWork.Begin(output);
        var root = Path.Combine(folder.Path, "VOCdevkit", "VOC");
        foreach (var name in s_folders) Directory.CreateDirectory(Path.Combine(root, name));
        var names = new SafeNames();
        var steps = images.Select(item => new Step(item, names.Take($"{item.Dataset.FullName.Replace("/", "__", StringComparison.Ordinal)}_{Path.GetFileNameWithoutExtension(item.Name)}"))).ToList();
        var lists = new VocLists(meta.Classes);
        var objects = new VocObjects(new ClassIndexes(meta), _drops);
        int done = 0, count = 0;
        OrderedWork.Run(steps, step => Write(step, root, objects), written =>
        {
            lists.Add(written);
            count += written.Objects;
            progress?.Report(new(++done, images.Count));
        }, cancellationToken);
        lists.Write(Path.Combine(root, "ImageSets"));
        File.WriteAllText(Path.Combine(root, "colors.txt"), VocPalette.List(meta.Classes));
        return new(images.Count, count, _drops.ToList(), folder.Commit());
    }

    private VocListed Write(Step step, string root, VocObjects objects)
    {
        var annotation = SizedAnnotation.Read(step.Item, _drops);
        var fileName = step.Name + ".jpg";
        var depth = 3;
        if (step.Item.HasImage) depth = VocPictures.Write(step.Item, annotation, Path.Combine(root, "JPEGImages", fileName), _drops);
        else _drops.Add("image file", "the project holds annotations alone");
        try
        {
            var image = new VocImage(fileName, annotation.Width, annotation.Height, depth, objects.Of(annotation));
            using (var stream = File.Create(Path.Combine(root, "Annotations", step.Name + ".xml"))) VocXml.Write(stream, image);
            if (image.IsSegmented) WriteMasks(step.Name, root, image);
            _drops.Extras(annotation, "VOC", _sides.IsKept, tag => tag.Name is VocObjects.Truncated or VocObjects.Difficult);
            return new(step.Name, _sides.Says(step.Item.Dataset, annotation) ? _sides.Of(step.Item.Dataset, annotation) : null, image.Objects.Count, image.Objects.Select(item => item.ClassName).ToHashSet(StringComparer.Ordinal), image.IsSegmented);
        }
        catch (InvalidDataException cause)
        {
            throw new ProjectException($"'{step.Item}' cannot be converted: {cause.Message}", step.Item.AnnotationPath, innerException: cause);
        }
    }

    private void WriteMasks(string name, string root, VocImage image)
    {
        var (classes, objects) = VocMasks.Paint(image, _drops);
        using (var stream = File.Create(Path.Combine(root, "SegmentationClass", name + ".png"))) classes.Write(stream, _palette);
        using (var stream = File.Create(Path.Combine(root, "SegmentationObject", name + ".png"))) objects.Write(stream, VocPalette.Objects);
    }

    private sealed record Step(ImageItem Item, string Name);
}
