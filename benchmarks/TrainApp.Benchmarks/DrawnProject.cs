using System.Globalization;
using System.Text;

namespace TrainApp.Benchmarks;

/// <summary>A large project in Supervisely's format: per image three rectangles, three polygons, two masks and a picture of its own that nobody decodes.</summary>
internal static class DrawnProject
{
    private const int Datasets = 4, Width = 320, Height = 240, ImageBytes = 8000, Masks = 400;

    private static readonly string[] s_classes = ["car", "person", "sign", "building", "tree", "road", "lemon", "kiwi"];

    /// <summary>Draws it into a new folder; the same number always gives the same project.</summary>
    public static string Draw(string directory, int images)
    {
        var masks = Enumerable.Range(0, Masks).Select(DrawMask).ToArray();
        var classes = s_classes.Select((name, i) => $$"""{"title": "{{name}}", "shape": "{{(i < 3 ? "rectangle" : i < 6 ? "polygon" : "bitmap")}}", "color": "#0000{{i:X2}}"}""");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "meta.json"), $$"""{"classes": [{{string.Join(", ", classes)}}], "tags": [], "projectType": "images"}""");
        foreach (var part in Enumerable.Range(0, Datasets).SelectMany(i => new[] { "img", "ann", "img_info" }.Select(part => Path.Combine(directory, Dataset(i), part)))) Directory.CreateDirectory(part);
        Parallel.For(0, images, i =>
        {
            var random = new Random(i);
            var folder = Path.Combine(directory, Dataset((int)((long)i * Datasets / images)));
            var name = string.Create(CultureInfo.InvariantCulture, $"frame_{i:D6}.jpg");
            var picture = new byte[ImageBytes];
            random.NextBytes(picture);
            File.WriteAllBytes(Path.Combine(folder, "img", name), picture);
            File.WriteAllText(Path.Combine(folder, "ann", name + ".json"), Annotate(random, masks));
            File.WriteAllText(Path.Combine(folder, "img_info", name + ".json"), $$"""{"id": {{9_000_000 + i}}, "name": "{{name}}", "width": {{Width}}, "height": {{Height}}, "size": {{ImageBytes}}, "dataset_id": 77, "labels_count": 8}""");
        });
        return directory;
    }

    private static string Dataset(int index) => string.Create(CultureInfo.InvariantCulture, $"ds{index}");

    private static string Annotate(Random random, BitmapGeometry[] masks)
    {
        var text = new StringBuilder($$"""{"description": "", "tags": [], "size": {"height": {{Height}}, "width": {{Width}}}, "objects": [""");
        for (var i = 0; i < s_classes.Length; i++)
        {
            if (i > 0) text.Append(", ");
            var (x, y) = (random.Next(Width - 100), random.Next(Height - 100));
            text.Append(CultureInfo.InvariantCulture, $$"""{"id": {{random.Next()}}, "classId": {{1000 + i}}, "description": "", "labelerLogin": "ada", "createdAt": "2024-03-01T10:00:00.000Z", "updatedAt": "2024-03-01T10:00:00.000Z", "tags": [], "classTitle": "{{s_classes[i]}}", """);
            var geometry = i < 3
                ? $$$"""{"geometryType": "rectangle", "points": {"exterior": [[{{{x}}}, {{{y}}}], [{{{x + 50}}}, {{{y + 40}}}]], "interior": []}}"""
                : i < 6
                    ? $$$"""{"geometryType": "polygon", "points": {"exterior": [{{{Corners(random, x, y)}}}], "interior": []}}"""
                    : $$$"""{"geometryType": "bitmap", "bitmap": {"data": "{{{masks[random.Next(Masks)].Data}}}", "origin": [{{{x}}}, {{{y}}}]}}""";
            text.Append(geometry.AsSpan(1));
        }

        return text.Append("]}").ToString();
    }

    private static string Corners(Random random, int x, int y)
    {
        var corners = random.Next(5, 18);
        return string.Join(", ", Enumerable.Range(0, corners).Select(corner =>
        {
            var (sine, cosine) = Math.SinCos(Math.Tau * corner / corners);
            var radius = random.Next(12, 44);
            return string.Create(CultureInfo.InvariantCulture, $"[{x + 45 + (int)(radius * cosine)}, {y + 45 + (int)(radius * sine)}]");
        }));
    }

    private static BitmapGeometry DrawMask(int seed)
    {
        var random = new Random(seed);
        var (width, height) = (random.Next(12, 80), random.Next(12, 80));
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (dx, dy) = ((i % width * 2.0 / width) - 1, (i / width * 2.0 / height) - 1);
            pixels[i] = (byte)((dx * dx) + (dy * dy) <= 1 ? 1 : 0);
        }

        return MaskCodec.Encode(new Mask(0, 0, width, height, pixels));
    }
}
