using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Projects;
using TrainApp.Shapes;
using TrainApp.Vision.Conversion;
using TrainApp.Vision.Conversion.Coco;

namespace TrainApp.Vision.Tests.Conversion;

/// <summary>COCO files in the reference's form, against its own.</summary>
public sealed class CocoReferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bindings")]
    [InlineData("ds_a")]
    [InlineData("ds_a/child")]
    [InlineData("ds_a/child/grandchild")]
    [InlineData("edge cases")]
    [InlineData("Übung")]
    public void Datasets_are_the_same_to_the_last_value(string dataset)
    {
        var project = Project.Open(SharedData.Find("expected", "conversion", "project"));
        var expected = SharedData.Find("expected", "conversion", "expected", "coco");

        project.Datasets[dataset].ToCoco(project.Meta, new CocoOptions { IsReferenceCompatible = true, HasCaptions = true }, _folder.Path, cancellationToken: Stop);

        var name = dataset.Replace("/", "__", StringComparison.Ordinal);
        Assert.Equal(Text(Path.Combine(expected, $"{name}.json")), Text(_folder.At("annotations/coco_instances.json")));
        Assert.Equal(Text(Path.Combine(expected, $"{name}_captions.json")), Text(_folder.At("annotations/coco_captions.json")));
    }

    [Fact]
    public void The_lemons_are_the_same_image_by_image()
    {
        var expected = JsonNode.Parse(File.ReadAllBytes(SharedData.Find("expected", "lemons", "lemons_ds1_coco.json")))!;
        var project = Project.Open(SharedData.Find("data", "lemons"));

        project.Datasets["ds1"].ToCoco(project.Meta, new CocoOptions { IsReferenceCompatible = true }, _folder.Path, cancellationToken: Stop);

        // The reference takes the images as the disk lists them; everything else must be alike.
        var found = JsonNode.Parse(File.ReadAllBytes(_folder.At("annotations/coco_instances.json")))!;
        Assert.Equal(ByImage(expected), ByImage(found));
        Assert.Equal(expected["categories"]!.ToJsonString(), found["categories"]!.ToJsonString());
        Assert.Equal(expected["licenses"]!.ToJsonString(), found["licenses"]!.ToJsonString());
    }

    [Fact]
    public void The_layout_is_the_same_to_the_last_space()
    {
        var file = SharedData.Find("expected", "lemons", "lemons_ds1_coco_path", "annotations", "coco_instances.json");
        using var expected = JsonDocument.Parse(File.ReadAllBytes(file));
        var project = Project.Open(SharedData.Find("data", "lemons"));

        project.Datasets["ds1"].ToCoco(project.Meta, new CocoOptions { IsReferenceCompatible = true }, _folder.Path, cancellationToken: Stop);

        // Lines, whatever their order, apart from ids and the date.
        string[] Lines(string path) => [.. File.ReadAllText(path).Split('\n').Where(line => !line.Contains("id\":", StringComparison.Ordinal) && !line.Contains("date_created", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(Lines(file), Lines(_folder.At("annotations/coco_instances.json")));
        Assert.False(File.ReadAllText(_folder.At("annotations/coco_instances.json")).EndsWith('\n'));
    }

    [Fact]
    public void A_project_has_the_files_of_the_reference()
    {
        using var listed = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "conversion", "expected", "files_written.json")));
        var project = Project.Open(SharedData.Find("expected", "conversion", "project"));
        var output = _folder.At("to\u00a0the coco Ünï");

        var report = project.ToCoco(output, new CocoOptions { IsReferenceCompatible = true, HasCaptions = true, CopiesImages = true }, cancellationToken: Stop);

        Assert.Equal(
            listed.RootElement.GetProperty("coco_project").EnumerateArray().Select(item => item.GetString()!).Order(StringComparer.Ordinal),
            Files(output));
        Assert.Equal((project.Images.Count, Path.GetFullPath(output)), (report.Images, report.Output));
        foreach (var dataset in project.Datasets)
        {
            var expected = SharedData.Find("expected", "conversion", "expected", "coco", dataset.FullName.Replace("/", "__", StringComparison.Ordinal) + ".json");
            Assert.Equal(Text(expected), Text(Path.Combine(output, dataset.Name, "annotations", "coco_instances.json")));
        }
    }

    [Fact]
    public void Counts_of_what_is_written_are_those_of_the_reference()
    {
        using var counts = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "conversion", "expected", "counts.json")));
        var project = Project.Open(SharedData.Find("expected", "conversion", "project"));

        var report = project.ToCoco(_folder.At("out"), new CocoOptions { IsReferenceCompatible = true }, cancellationToken: Stop);

        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder.At("out"), "coco_instances.json", SearchOption.AllDirectories))
        {
            using var coco = JsonDocument.Parse(File.ReadAllBytes(file));
            var names = coco.RootElement.GetProperty("categories").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetInt32(), item => item.GetProperty("name").GetString()!);
            foreach (var item in coco.RootElement.GetProperty("annotations").EnumerateArray())
                found[names[item.GetProperty("category_id").GetInt32()]] = found.GetValueOrDefault(names[item.GetProperty("category_id").GetInt32()]) + 1;
        }

        Assert.Equal(
            counts.RootElement.EnumerateObject().Select(item => (item.Name, item.Value.GetProperty("coco").GetInt32())),
            counts.RootElement.EnumerateObject().Select(item => (item.Name, found.GetValueOrDefault(item.Name))));
        Assert.Equal(found.Values.Sum(), report.Objects);
    }

    [Fact]
    public void Single_annotations_are_the_same()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "conversion", "annotation_cases.json")));
        var compared = 0;
        foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (!item.TryGetProperty("coco", out var coco) || !coco.TryGetProperty("value", out var expected)) continue;
            var meta = item.TryGetProperty("meta", out var own) ? own : file.RootElement.GetProperty("default_meta");
            var project = MetaReader.Read(Encoding.UTF8.GetBytes(meta.GetRawText()), "meta.json", [])!.Meta;
            var annotation = new AnnotationReader(project).Read(Encoding.UTF8.GetBytes(item.GetProperty("annotation").GetRawText()), "a.json", []);
            var name = $"{item.GetProperty("id")} {item.GetProperty("name")}";
            Assert.True(annotation is not null, name);

            var objects = new ReferenceObjects(new CategoryNumbers(project), new DropCounter(), hasCaptions: false).Convert(annotation);
            var found = Written(objects);

            // Two programs that cut polygons begin them at different corners.
            if (name.Contains("outside", StringComparison.Ordinal) || name.Contains("leaves the image", StringComparison.Ordinal) || name.Contains("border", StringComparison.Ordinal) || name.Contains("x = width", StringComparison.Ordinal))
                Assert.Equal(Regions(expected, annotation), Regions(found, annotation));
            else
                Assert.True(JsonElement.DeepEquals(expected, found), $"{name}: {expected} is expected, {found} was written.");
            compared++;
        }

        Assert.True(compared > 50, $"{compared} cases were compared.");
    }

    private static JsonElement Written(List<CocoObject> objects)
    {
        using var folder = new TemporaryFolder();
        using (var writer = new CocoFileWriter(folder.At("a.json"), new ReferenceLayout(TimeProvider.System)))
        {
            writer.AddObjects(new ObjectTexts(new ReferenceLayout(TimeProvider.System), imageId: 1, objects));
            writer.Complete(new CategoryNumbers(new ProjectMeta()));
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(folder.At("a.json")));
        return json.RootElement.GetProperty("annotations").Clone();
    }

    /// <summary>Categories, areas, boxes and pixels, in no order.</summary>
    private static string[] Regions(JsonElement objects, Annotation annotation) =>
    [
        .. objects.EnumerateArray().Select(item =>
        {
            var segmentation = item.GetProperty("segmentation");
            var pixels = segmentation.ValueKind == JsonValueKind.Object
                ? segmentation.GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
                : string.Join('|', segmentation.EnumerateArray().Select(ring => Drawn(ring, annotation)));
            return $"{item.GetProperty("category_id")} {item.GetProperty("area").GetDouble():F1} {string.Join(',', item.GetProperty("bbox").EnumerateArray())} {pixels}";
        }).Order(StringComparer.Ordinal),
    ];

    private static string Drawn(JsonElement ring, Annotation annotation)
    {
        var numbers = ring.EnumerateArray().Select(item => (int)item.GetDouble()).ToArray();
        var points = Enumerable.Range(0, numbers.Length / 2).Select(i => new PixelPoint(numbers[2 * i], numbers[(2 * i) + 1])).ToArray();
        var mask = PolygonRaster.Draw(new PolygonGeometry(points, []), annotation.Width, annotation.Height);
        return mask is null ? "" : string.Join(',', Masks.RunLengthsOf(mask, annotation));
    }

    private static Dictionary<string, string> ByImage(JsonNode coco)
    {
        var images = coco["images"]!.AsArray().ToDictionary(image => (int)image!["id"]!, image => image!);
        var objects = coco["annotations"]!.AsArray().ToLookup(item => (int)item!["image_id"]!, item => Without(item!, "id", "image_id"));
        return images.ToDictionary(pair => (string)pair.Value["file_name"]!, pair => Without(pair.Value, "id") + string.Join('\n', objects[pair.Key]), StringComparer.Ordinal);
    }

    private static string Without(JsonNode item, params string[] names)
    {
        var copy = item.DeepClone().AsObject();
        foreach (var name in names) copy.Remove(name);
        return copy.ToJsonString();
    }

    /// <summary>A file without the date, laid out one way: numbers keep their text.</summary>
    private static string Text(string path)
    {
        var root = JsonNode.Parse(File.ReadAllBytes(path))!;
        root["info"]!.AsObject().Remove("date_created");
        root["info"]!.AsObject().Remove("year");
        foreach (var ring in root["annotations"]!.AsArray().Select(item => item!["segmentation"]).OfType<JsonArray>().SelectMany(rings => rings))
        {
            if (ring!.ToJsonString().Contains("89.0", StringComparison.Ordinal)) Sort(ring.AsArray());
        }

        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    /// <summary>Lists the corners of a ring in one order: two programs that cut polygons at the border walk around them in different ones.</summary>
    private static void Sort(JsonArray ring)
    {
        var corners = ring.Select(number => number!.ToJsonString()).Chunk(2).OrderBy(corner => string.Join(',', corner), StringComparer.Ordinal).ToArray();
        ring.Clear();
        foreach (var number in corners.SelectMany(corner => corner)) ring.Add(JsonNode.Parse(number));
    }

    private static IEnumerable<string> Files(string directory) =>
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static class Masks
    {
        public static List<int> RunLengthsOf(Mask mask, Annotation annotation) => Vision.Masks.RunLengths.Of(mask, annotation.Width, annotation.Height);
    }
}
