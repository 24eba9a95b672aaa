using System.Globalization;

namespace TrainApp.Benchmarks;

/// <summary>A seeded project on disk: per image three rectangles, three polygons and two masks.</summary>
internal sealed class SyntheticProject : IDisposable
{
    private const int Images = 20_000, Datasets = 4, ImageBytes = 8000, Width = 320, Height = 240, Masks = 400;

    private readonly Random _random = new(7);

    private SyntheticProject() => Directory = System.IO.Directory.CreateTempSubdirectory("trainapp-project-").FullName;

    public string Directory { get; }

    /// <summary>Images with eight labels each and a content of their own, which is no picture.</summary>
    public static SyntheticProject Make(int images = Images)
    {
        var project = new SyntheticProject();
        project.WriteMeta();
        var masks = Enumerable.Range(0, Masks).Select(_ => project.Ellipse()).ToList();
        var picture = new byte[ImageBytes];
        for (var i = 0; i < images; i++)
        {
            var annotation = new Annotation { Width = Width, Height = Height, Labels = project.Labels(masks), Tags = [new(project._random.Next(5) == 0 ? "val" : "train")] };
            project._random.NextBytes(picture);
            project.Write(i, picture, path => annotation.Save(path));
        }

        return project;
    }

    /// <summary>Names alone: what opening looks at.</summary>
    public static SyntheticProject MakeNames(int count)
    {
        var project = new SyntheticProject();
        project.WriteMeta();
        for (var i = 0; i < count; i++) project.Write(i, [], path => File.WriteAllBytes(path, []));
        return project;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private void WriteMeta() => new ProjectMeta
    {
        Classes =
        [
            .. new[] { "car", "person", "thing" }.Select(name => new ObjectClass { Name = name, Shape = name == "thing" ? "any" : "rectangle", Color = "#FF0000" }),
            .. new[] { "building", "tree", "road" }.Select(name => new ObjectClass { Name = name, Shape = "polygon", Color = "#00FF00" }),
            .. new[] { "lemon", "kiwi" }.Select(name => new ObjectClass { Name = name, Shape = "bitmap", Color = "#0000FF" }),
        ],
        Tags = [new() { Name = "train", ValueType = "none" }, new() { Name = "val", ValueType = "none" }],
    }.Save(Path.Combine(Directory, "meta.json"));

    private void Write(int index, byte[] picture, Action<string> writeAnnotation)
    {
        var dataset = Path.Combine(Directory, string.Create(CultureInfo.InvariantCulture, $"ds{index % Datasets}"));
        var (images, annotations) = (Path.Combine(dataset, "img"), Path.Combine(dataset, "ann"));
        System.IO.Directory.CreateDirectory(images);
        System.IO.Directory.CreateDirectory(annotations);
        var name = string.Create(CultureInfo.InvariantCulture, $"frame_{index:000000}.jpg");
        File.WriteAllBytes(Path.Combine(images, name), picture);
        writeAnnotation(Path.Combine(annotations, name + ".json"));
    }

    private List<Label> Labels(List<BitmapGeometry> masks)
    {
        var labels = new List<Label>();
        foreach (var name in (string[])["car", "person", "thing"])
        {
            int left = _random.Next(Width - 140), top = _random.Next(Height - 110);
            Add(name, new RectangleGeometry(left, top, left + _random.Next(8, 140), top + _random.Next(8, 110)));
        }

        foreach (var name in (string[])["building", "tree", "road"]) Add(name, Polygon());
        foreach (var name in (string[])["lemon", "kiwi"])
            Add(name, masks[_random.Next(Masks)] with { Origin = new(_random.Next(Width - 80), _random.Next(Height - 80)) });
        return labels;

        void Add(string name, Geometry geometry) => labels.Add(new(name, geometry, [])
        {
            Id = _random.NextInt64(1_000_000, 9_000_000),
            ClassId = 1000,
            Authorship = new("someone", "2025-03-01T10:00:00.000Z", "2025-03-01T10:00:00.000Z"),
        });
    }

    private PolygonGeometry Polygon()
    {
        int x = _random.Next(45, Width - 45), y = _random.Next(45, Height - 45);
        var corners = Enumerable.Range(0, _random.Next(5, 18)).Select(_ => _random.NextDouble() * 2 * Math.PI).Order().Select(angle =>
        {
            var radius = 12 + (_random.NextDouble() * 32);
            return new PixelPoint(x + (int)(radius * Math.Cos(angle)), y + (int)(radius * Math.Sin(angle)));
        });
        return new([.. corners], _random.Next(10) == 0 ? [[new(x - 4, y - 4), new(x + 4, y - 4), new(x + 4, y + 4), new(x - 4, y + 4)]] : []);
    }

    private BitmapGeometry Ellipse()
    {
        int width = _random.Next(12, 80), height = _random.Next(12, 80);
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            double dx = (((i % width) + 0.5) / width * 2) - 1, dy = (((i / width) + 0.5) / height * 2) - 1;
            pixels[i] = (dx * dx) + (dy * dy) <= 1 ? (byte)1 : (byte)0;
        }

        return MaskCodec.Encode(new Mask(0, 0, width, height, pixels));
    }
}
