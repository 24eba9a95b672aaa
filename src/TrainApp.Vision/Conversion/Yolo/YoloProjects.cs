using TrainApp.Vision.Conversion;
using TrainApp.Vision.Conversion.Yolo;

namespace TrainApp;

/// <summary>Projects of YOLO files.</summary>
public static class YoloProjects
{
    private static readonly string[] s_sides = [Sides.Train, Sides.Val, "test"];

    /// <summary>
    /// Makes a project of a YOLO dataset: a dataset for each of <c>train</c>, <c>val</c> and <c>test</c>. Lines of five numbers become
    /// rectangles, longer ones polygons, those of a file with <c>kpt_shape</c> graphs. Places between pixels become pixels as
    /// <see cref="YoloDatasets"/> writes them: a box takes in pixels that it covers by 0.3 or more, a point belongs to the pixel it is in.
    /// An image without a label file has no objects; label files without an image are counted as lost. Folders in those of the images are
    /// looked through, too.
    /// </summary>
    /// <param name="input">The folder of <c>data.yaml</c> or <c>data_config.yaml</c>, or that file.</param>
    /// <param name="directory">The project's folder; nothing is there, or an empty folder. It appears whole or not at all.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ConversionException">A file is missing or damaged, or the folder cannot be written to or lies in the one that is read.</exception>
    public static ConversionReport FromYolo(string input, string directory, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(directory);
        OutputPlace.RequireOutside(input, directory);
        var file = YoloFile.Find(input);
        var drops = new DropCounter();
        var classes = new SeenShapes();
        IReadOnlyList<GraphTemplate?> templates = [.. file.Names.Select((_, index) => file.KeyPointCount == 0 ? null : TemplateOf(file, index))];
        var reader = new YoloLabelReader(file, templates, drops);
        using var writer = new ProjectWriter(directory);
        var finder = new YoloImages(file, drops);
        var steps = new List<(YoloImage Image, ImagePlace Place)>();
        foreach (var side in s_sides)
        {
            var images = finder.Of(side);
            if (images.Count == 0) continue;
            var dataset = writer.AddDataset(side);
            steps.AddRange(images.Select(image => (image, dataset.AddImage(Path.GetFileName(image.Path)))));
        }

        if (steps.Count == 0) throw new ConversionException($"'{file.Path}' leads to no image.", file.Path, hint: "Its keys 'train' and 'val' name the folders of images.");
        finder.CountStrayLabels();
        int done = 0, objects = 0;
        OrderedWork.Run(steps, step =>
        {
            var (width, height) = PictureSize.Of(step.Image.Path);
            var labels = File.Exists(step.Image.Labels) ? reader.Read(step.Image.Labels, width, height) : [];
            classes.Add(labels);
            ProjectWriter.Write(step.Place, new Annotation { Width = width, Height = height, Labels = labels }, step.Image.Path);
            return labels.Count;
        }, count =>
        {
            objects += count;
            progress?.Report(new(++done, steps.Count));
        }, cancellationToken);
        var usual = file.KeyPointCount > 0 ? "graph" : "rectangle";
        var meta = new ProjectMeta
        {
            Classes = [.. file.Names.Select((name, index) => new ObjectClass
            {
                Name = name, Shape = classes.ShapeOf(name, usual), Color = file.Color(index) ?? SeenShapes.Color(index), Graph = templates[index],
            })],
        };
        return new(steps.Count, objects, drops.ToList(), writer.Commit(meta));
    }

    /// <summary>Key points by their numbers, drawn side by side.</summary>
    private static GraphTemplate TemplateOf(YoloFile file, int index) => new(
        [.. file.KeyPointNames(index).Select((name, number) => new GraphTemplateNode(
            (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), name, 10 * (number + 1), 10, Color: null))],
        []);
}
