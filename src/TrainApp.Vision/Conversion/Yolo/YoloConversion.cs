using TrainApp.Files;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>Writes images and label files to one folder: annotations are read and images copied by all cores.</summary>
internal sealed class YoloConversion
{
    private readonly ProjectMeta _meta;
    private readonly YoloOptions _options;
    private readonly Sides _sides;
    private readonly KeyPoints? _keyPoints;
    private readonly IYoloRules _rules;

    /// <param name="meta">The classes.</param>
    /// <param name="options">How to write.</param>
    public YoloConversion(ProjectMeta meta, YoloOptions options)
    {
        var classes = new ClassIndexes(meta);
        (_meta, _options, _sides) = (meta, options, new Sides(options.ValidationDatasets, options.IsReferenceCompatible));
        _keyPoints = options.Task == YoloTask.Pose ? new KeyPoints(meta.Classes) : null;
        _rules = options switch
        {
            { IsReferenceCompatible: true } => new ReferenceRules(options.Task, classes, Drops),
            { Task: YoloTask.Detect } => new DetectRules(classes, Drops),
            { Task: YoloTask.Segment } => new SegmentRules(classes, Drops),
            _ => new PoseRules(classes, _keyPoints!, Drops),
        };
    }

    /// <summary>What was lost.</summary>
    public DropCounter Drops { get; } = new();

    /// <summary>Writes images, labels and the file about the classes.</summary>
    /// <param name="images">The images.</param>
    /// <param name="directory">The folder; files of the same names are replaced.</param>
    /// <param name="name">The folder's final name.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The number of objects.</returns>
    public int Write(IReadOnlyList<ImageItem> images, string directory, string name, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (var side in (string[])[Sides.Train, Sides.Val])
        {
            Directory.CreateDirectory(Path.Combine(directory, "images", side));
            Directory.CreateDirectory(Path.Combine(directory, "labels", side));
        }

        int done = 0, objects = 0;
        OrderedWork.Run(Plan(images), step => Write(step, directory), count =>
        {
            objects += count;
            progress?.Report(new(++done, images.Count));
        }, cancellationToken);
        AtomicFile.WriteBytes(
            Path.Combine(directory, YoloConfig.FileName),
            System.Text.Encoding.UTF8.GetBytes(YoloConfig.Write(_meta.Classes, _keyPoints, _options.IsReferenceCompatible ? name : null)));
        return objects;
    }

    private List<Step> Plan(IReadOnlyList<ImageItem> images)
    {
        var names = new YoloNames(_options.IsReferenceCompatible);
        var steps = images.Select(item =>
        {
            var (image, labels) = names.Take(item);
            return new Step(item, image, labels);
        }).ToList();
        // By the reference's names two images may share a label file; the later one's stays.
        var last = steps.Select((step, index) => (step.Labels, index)).GroupBy(pair => pair.Labels, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().index, StringComparer.Ordinal);
        for (var i = 0; i < steps.Count; i++) steps[i] = steps[i] with { KeepsLabels = last[steps[i].Labels] == i };
        return steps;
    }

    private int Write(Step step, string directory)
    {
        var annotation = SizedAnnotation.Read(step.Item, Drops);
        var lines = new YoloLines();
        try
        {
            foreach (var label in annotation.Labels) _rules.AddLines(label, annotation, lines);
        }
        catch (InvalidDataException cause)
        {
            throw new ProjectException($"'{step.Item}' cannot be converted: {cause.Message}", step.Item.AnnotationPath, innerException: cause);
        }

        Drops.Extras(annotation, "YOLO", _sides.IsKept);
        var side = _sides.Of(step.Item.Dataset, annotation);
        if (step.Item.HasImage) FileInWork.Make(Path.Combine(directory, "images", side, step.Image), beside => WritableCopy.Make(step.Item.ImagePath, beside));
        else Drops.Add("image file", "the project holds annotations alone");
        if (step.KeepsLabels) FileInWork.Make(Path.Combine(directory, "labels", side, step.Labels), beside => File.WriteAllText(beside, lines.ToString()));
        else Drops.Add("label file", "the reference gives it the name of another");
        return step.KeepsLabels ? lines.Count : 0;
    }

    /// <summary>An image on its way.</summary>
    private sealed record Step(ImageItem Item, string Image, string Labels)
    {
        public bool KeepsLabels { get; init; } = true;
    }
}
