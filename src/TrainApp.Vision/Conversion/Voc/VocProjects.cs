using TrainApp.Vision.Conversion;
using TrainApp.Vision.Conversion.Voc;

namespace TrainApp;

/// <summary>Projects of Pascal VOC files.</summary>
public static class VocProjects
{
    /// <summary>
    /// Makes a project of a folder of Pascal VOC: a dataset for each of the lists <c>train</c>, <c>val</c> and <c>test</c>, and <c>rest</c> for images that no
    /// list names. An object whose number has pixels in <c>SegmentationObject</c> becomes a mask, any other a rectangle; the marks
    /// <c>truncated</c>, <c>difficult</c> and <c>occluded</c> become tags. Classes come in ordinal order.
    /// </summary>
    /// <param name="input">The folder that holds <c>Annotations</c> and <c>JPEGImages</c>, or one around it.</param>
    /// <param name="directory">The project's folder; nothing is there, or an empty folder. It appears whole or not at all.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ConversionException">A file is missing or damaged, or the folder cannot be written to or lies in the one that is read.</exception>
    public static ConversionReport FromPascalVoc(string input, string directory, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(directory);
        OutputPlace.RequireOutside(input, directory);
        var folder = VocFolder.Find(input);
        var names = folder.Names;
        if (names.Count == 0) throw new ConversionException($"'{folder.Root}' has no annotation.", folder.Root);
        var sides = folder.Sides(names);
        var drops = new DropCounter();
        var classes = new SeenShapes();
        using var writer = new ProjectWriter(directory);
        var places = new Dictionary<string, DatasetPlace>(StringComparer.Ordinal);
        var steps = names.Select(name =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var side = sides.GetValueOrDefault(name, "rest");
            if (!places.TryGetValue(side, out var dataset)) places.Add(side, dataset = writer.AddDataset(side));
            var image = folder.Image(name);
            return (Name: name, Image: image, Place: dataset.AddImage(Path.GetFileName(image)));
        }).ToList();
        var reader = new VocXmlReader(drops);
        int done = 0, objects = 0;
        OrderedWork.Run(steps, step =>
        {
            var path = folder.Annotation(step.Name);
            var (width, height) = PictureSize.Of(step.Image);
            var labels = VocLabels.Of(reader.Read(VocXmlReader.Load(path), path, width, height), folder.ObjectMask(step.Name), width, height, drops);
            classes.Add(labels);
            ProjectWriter.Write(step.Place, new Annotation { Width = width, Height = height, Labels = labels }, step.Image);
            return labels.Count;
        }, count =>
        {
            objects += count;
            progress?.Report(new(++done, steps.Count));
        }, cancellationToken);
        var meta = new ProjectMeta
        {
            Classes = [.. classes.Names.Select((name, index) => new ObjectClass { Name = name, Shape = classes.ShapeOf(name, "rectangle"), Color = SeenShapes.Color(index) })],
            Tags = [.. VocXmlReader.Marks.Select((name, index) => new TagMeta { Name = name, ValueType = "none", Color = SeenShapes.Color(index), ApplicableTo = "objectsOnly" })],
        };
        return new(steps.Count, objects, drops.ToList(), writer.Commit(meta));
    }
}
