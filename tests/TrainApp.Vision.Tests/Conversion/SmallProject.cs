using SkiaSharp;

namespace TrainApp.Vision.Tests.Conversion;

/// <summary>A class of a small project.</summary>
internal sealed record SmallClass(string Name, string Shape)
{
    public GraphTemplate? Graph { get; init; }
}

/// <summary>An object of a small project.</summary>
internal sealed record SmallLabel(string ClassName, Geometry Geometry);

/// <summary>A project of a few small images, in a folder with a space and letters of other scripts, and what it was converted to.</summary>
internal sealed class SmallProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _width, _height;

    public SmallProject(int width, int height, IReadOnlyList<SmallClass> classes, IReadOnlyList<SmallLabel> labels)
    {
        (_width, _height) = (width, height);
        Directory.CreateDirectory(_folder.At("Übung 1"));
        new ProjectMeta
        {
            Classes = [.. classes.Select((item, index) => new ObjectClass { Name = item.Name, Shape = item.Shape, Color = $"#{index + 1:X2}8040", Graph = item.Graph })],
            Tags = [.. new[] { "train", "val", "note" }.Select(name => new TagMeta { Name = name, ValueType = "none", Color = "#000000" })],
        }.Save(_folder.At("Übung 1/meta.json"));
        AddImage("ds", "image.png", labels);
    }

    public string Output => _folder.At("out");

    public ConversionReport Report { get; private set; } = null!;

    public string Config => File.ReadAllText(Path.Combine(Output, "data_config.yaml"));

    public void AddImage(string dataset, string name, IReadOnlyList<SmallLabel> labels, params string[] tags)
    {
        var directory = _folder.At($"Übung 1/{dataset}");
        Directory.CreateDirectory(Path.Combine(directory, "img"));
        Directory.CreateDirectory(Path.Combine(directory, "ann"));
        using var bitmap = new SKBitmap(_width, _height);
        bitmap.Erase(SKColors.Olive);
        using var data = bitmap.Encode(name.EndsWith(".png", StringComparison.OrdinalIgnoreCase) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, 90);
        File.WriteAllBytes(Path.Combine(directory, "img", name), data.ToArray());
        new Annotation
        {
            Width = _width,
            Height = _height,
            Labels = [.. labels.Select(label => new Label(label.ClassName, label.Geometry, []))],
            Tags = [.. tags.Select(tag => new Tag(tag))],
        }.Save(Path.Combine(directory, "ann", name + ".json"));
    }

    public Project Open() => Project.Open(_folder.At("Übung 1"));

    public void Convert(YoloTask task)
    {
        if (Directory.Exists(Output)) Directory.Delete(Output, recursive: true);
        Report = Open().ToYolo(Output, new() { Task = task }, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Converts and gives the lines of the first image.</summary>
    public string Lines(YoloTask task)
    {
        Convert(task);
        return File.ReadAllText(Path.Combine(Output, "labels", "train", "ds_image.txt"));
    }

    public IEnumerable<string> LabelFiles(string side) =>
        Directory.EnumerateFiles(Path.Combine(Output, "labels", side)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();
}
