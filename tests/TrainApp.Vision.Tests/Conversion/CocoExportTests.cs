using System.Text.Json;
using TrainApp.Vision.Conversion;
using TrainApp.Vision.Masks;
using static TrainApp.Vision.Tests.Conversion.CocoSample;

namespace TrainApp.Vision.Tests.Conversion;

/// <summary>COCO files with exact geometry.</summary>
public sealed class CocoExportTests : IDisposable
{
    private static readonly PixelPoint[] s_square = [new(1, 1), new(7, 1), new(7, 7), new(1, 7)], s_hole = [new(3, 3), new(5, 3), new(5, 5), new(3, 5)];

    private readonly CocoSample _sample = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void The_form_of_the_reference_counts_what_it_loses()
    {
        var box = new RectangleGeometry(0, 0, 3, 3);
        var project = _sample.Write(("ds/a.png", Of(new Label("pear", box, [new Tag("iscrowd"), new Tag("ripe")]), new Label("pear", box, []) { Description = "sweet" }) with
        {
            Description = "a still life", Tags = [new Tag("ripe"), new Tag("caption", "fruit")],
        }));

        var report = project.ToCoco(_sample.Output, new CocoOptions { IsReferenceCompatible = true, HasCaptions = true }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["1 crowd dropped: the reference writes it as one object", "2 descriptions dropped: COCO has no descriptions", "2 tags dropped: COCO has no tags"],
            report.Dropped.Select(item => item.ToString()));
    }

    [Fact]
    public void An_image_of_more_pixels_than_can_be_numbered_is_refused()
    {
        var project = _sample.Write(("ds/a.png", new Annotation { Width = 70000, Height = 70000, Labels = [new Label("pear", new RectangleGeometry(0, 0, 3, 3), [])] }));

        var error = Assert.Throws<ProjectException>(() => project.ToCoco(_sample.Output, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("70000×70000 = 4900000000 pixels", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_sample.Output));
    }

    [Fact]
    public void A_rectangle_includes_its_last_pixel()
    {
        var item = Single(new Label("äpple", new RectangleGeometry(2, 3, 2, 7), []));

        Assert.Equal([2, 3, 1, 5], Numbers(item, "bbox"));
        Assert.Equal((5, 2, 0, 1, 1), (Int(item, "area"), Int(item, "category_id"), Int(item, "iscrowd"), Int(item, "image_id"), Int(item, "id")));
        Assert.Equal(0, item.GetProperty("segmentation").GetArrayLength());
    }

    [Fact]
    public void A_mask_becomes_compressed_run_lengths_by_columns()
    {
        var item = Single(new Label("mask", MaskCodec.Encode(new Mask(1, 1, 2, 2, [1, 0, 1, 1])), []));

        Assert.Equal([1, 1, 2, 2], Numbers(item, "bbox"));
        Assert.Equal(3, Int(item, "area"));
        Assert.Equal([10, 20], Numbers(item.GetProperty("segmentation"), "size"));
        Assert.Equal([11, 2, 9, 1, 177], Runs(item));
    }

    [Fact]
    public void A_polygon_keeps_its_hole()
    {
        var item = Single(new Label("äpple", new PolygonGeometry(s_square, [s_hole]), []));

        Assert.Equal([1, 1, 7, 7], Numbers(item, "bbox"));
        Assert.Equal(49 - 9, Int(item, "area"));
        Assert.Equal(200, Runs(item).Sum());
        Assert.Equal(40, RunLengths.Area(Runs(item)));
    }

    [Fact]
    public void Key_points_are_seen_hidden_or_not_labelled()
    {
        var item = Single(new Label("pose", new GraphGeometry(new Dictionary<string, GraphNode> { ["c"] = new(new(4, 5), Disabled: true), ["a"] = new(new(2, 3), Disabled: false) }), []));

        Assert.Equal([2, 3, 2, 0, 0, 0, 4, 5, 1], Numbers(item, "keypoints"));
        Assert.Equal(2, Int(item, "num_keypoints"));
        Assert.Equal([2, 3, 3, 3], Numbers(item, "bbox"));
    }

    [Fact]
    public void A_label_with_the_tag_is_a_crowd()
    {
        var item = Single(new Label("mask", MaskCodec.Encode(new Mask(1, 1, 1, 1, [1])), [new Tag("iscrowd")]));

        Assert.Equal(1, Int(item, "iscrowd"));
    }

    [Fact]
    public void Bound_labels_of_one_class_are_one_object()
    {
        var labels = new Label[]
        {
            new("äpple", MaskCodec.Encode(new Mask(1, 1, 2, 1, [1, 1])), []) { BindingKey = "k" },
            new("pear", new RectangleGeometry(0, 0, 9, 9), []),
            new("äpple", MaskCodec.Encode(new Mask(2, 1, 3, 1, [1, 1, 1])), []) { BindingKey = "k" },
            new("äpple", new RectangleGeometry(0, 0, 6, 4), []) { BindingKey = "k" },
            new("mask", MaskCodec.Encode(new Mask(9, 9, 1, 1, [1])), []) { BindingKey = "k" },
        };

        var (objects, report) = Convert(Of(labels));

        Assert.Equal([2, 1, 4], objects.Select(item => Int(item, "category_id")));
        Assert.Equal((4, 4L), (Int(objects[0], "area"), RunLengths.Area(Runs(objects[0]))));
        Assert.Equal([0, 0, 7, 5], Numbers(objects[0], "bbox"));
        Assert.Equal(["1 bond dropped: COCO binds no objects of different classes"], report.Dropped.Select(item => item.ToString()));
    }

    [Fact]
    public void What_COCO_does_not_have_is_counted()
    {
        Label line = new("äpple", new LineGeometry([new(1, 1), new(5, 5)]), []), point = new("äpple", new PointGeometry(new(1, 1)), [new Tag("ripe")]);

        var (objects, report) = Convert(Of(line, point, line, line) with { Description = "a note", Tags = [new("caption", "a dish"), new("ripe")] });

        Assert.Empty(objects);
        Assert.Equal(0, report.Objects);
        Assert.Equal(
            ["1 description dropped: COCO has no descriptions", "3 lines dropped: COCO has no lines", "1 point dropped: COCO has no points", "2 tags dropped: COCO has no tags"],
            report.Dropped.Select(item => item.ToString()));
    }

    [Fact]
    public void Captions_have_a_file_of_their_own()
    {
        var project = _sample.Write(("ds/a.png", Of() with { Tags = [new("caption", "ein “Bild”\n")] }), ("ds/b.png", Of() with { Tags = [new("caption", "b")] }));

        project.ToCoco(_sample.Output, cancellationToken: Stop);

        var captions = Parse(Path.Combine(_sample.Output, "ds", "annotations", "coco_captions.json"));
        Assert.Equal(
            ["""{"id":1,"image_id":1,"caption":"ein “Bild”\n"}""", """{"id":2,"image_id":2,"caption":"b"}"""],
            captions.GetProperty("annotations").EnumerateArray().Select(item => item.GetRawText()));
        Assert.Equal(2, captions.GetProperty("images").GetArrayLength());
        Assert.Equal(["a.png", "b.png"], Directory.GetFiles(Path.Combine(_sample.Output, "ds", "images")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Categories_are_all_classes_in_order_with_their_skeletons()
    {
        var project = _sample.Write(("ds/a.png", Of()));

        var categories = Parse(project.Datasets["ds"].ToCoco(Meta, _sample.Output)).GetProperty("categories").EnumerateArray().ToArray();

        Assert.Equal([(1, "pear"), (2, "äpple"), (3, "pose"), (4, "mask"), (5, "unused")], categories.Select(item => (Int(item, "id"), item.GetProperty("name").GetString())));
        Assert.Equal(["head", "foot", "hand"], categories[2].GetProperty("keypoints").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal("[[1,2]]", categories[2].GetProperty("skeleton").GetRawText());
    }

    [Fact]
    public void Nested_datasets_lie_in_nested_folders_and_count_on_their_own()
    {
        Label box = new("pear", new RectangleGeometry(0, 0, 1, 1), []);
        var project = _sample.Write(("a/x.png", Of(box, box)), ("a/annotations/y.png", Of(box)), ("a/c:d/z.png", Of()));

        var report = project.ToCoco(_sample.Output, cancellationToken: Stop);

        Assert.Equal((3, 3), (report.Images, report.Objects));
        Assert.Equal(
            ["a/annotations/coco_captions.json", "a/annotations/coco_instances.json", "a/annotations_2/annotations/coco_captions.json", "a/annotations_2/annotations/coco_instances.json", "a/c_d/annotations/coco_captions.json", "a/c_d/annotations/coco_instances.json"],
            Directory.EnumerateFiles(_sample.Output, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_sample.Output, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_project_gives_the_same_bytes()
    {
        var images = Enumerable.Range(0, 200).Select(i => ($"ds/{i:D3}.png", Of([.. Enumerable.Range(0, i % 7).Select(k => new Label("pear", new RectangleGeometry(k, k, i % 9 + k, 8), []))]))).ToArray();
        var project = _sample.Write(images);

        var first = File.ReadAllBytes(project.Datasets["ds"].ToCoco(Meta, _sample.At("1")));

        Assert.Equal(first, File.ReadAllBytes(project.Datasets["ds"].ToCoco(Meta, _sample.At("2"))));
        Assert.Equal(Enumerable.Range(1, images.Sum(image => image.Item2.Labels.Count)), Parse(_sample.At("2/annotations/coco_instances.json")).GetProperty("annotations").EnumerateArray().Select(item => Int(item, "id")));
    }

    [Fact]
    public void Progress_hears_of_every_image()
    {
        var project = _sample.Write(("a/1.png", Of()), ("a/2.png", Of()), ("b/1.png", Of()));
        var heard = new Heard();

        project.ToCoco(_sample.Output, progress: heard, cancellationToken: Stop);

        Assert.Equal([new(1, 3), new(2, 3), new(3, 3)], heard.Values);
    }

    [Fact]
    public void A_conversion_that_is_stopped_leaves_nothing()
    {
        var project = _sample.Write([.. Enumerable.Range(0, 100).Select(i => ($"ds/{i}.png", Of()))]);
        using var stop = new CancellationTokenSource();
        var before = Directory.GetFileSystemEntries(_sample.At("")).Order(StringComparer.Ordinal);

        Assert.ThrowsAny<OperationCanceledException>(() => project.ToCoco(_sample.Output, progress: new Heard { Then = stop.Cancel }, cancellationToken: stop.Token));

        Assert.Equal(before, Directory.GetFileSystemEntries(_sample.At("")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_class_that_the_meta_lacks_is_named_and_leaves_no_file()
    {
        var project = _sample.Write(("ds/a.png", Of(new Label("pear", new RectangleGeometry(0, 0, 1, 1), []))));

        var error = Assert.Throws<ProjectException>(() => project.Datasets["ds"].ToCoco(new ProjectMeta(), _sample.Output));

        Assert.Contains("'pear'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'ds/a.png'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_sample.Output, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_damaged_mask_is_named()
    {
        var project = _sample.Write(("ds/a.png", Of(new Label("mask", new BitmapGeometry(new(0, 0), "AAAA"), []))));

        var error = Assert.Throws<ProjectException>(() => project.ToCoco(_sample.Output, cancellationToken: Stop));

        Assert.Equal(project.Images[0].AnnotationPath, error.Path);
        Assert.False(Directory.Exists(_sample.Output));
    }

    [Fact]
    public void What_is_there_stays()
    {
        var project = _sample.Write(("ds/a.png", Of()));
        Directory.CreateDirectory(_sample.Output);
        File.WriteAllText(Path.Combine(_sample.Output, "mine"), "1");

        Assert.Throws<ConversionException>(() => project.ToCoco(_sample.Output, cancellationToken: Stop));
        Assert.Throws<ConversionException>(() => project.ToCoco(Path.Combine(_sample.Source, "coco"), cancellationToken: Stop));

        Assert.Equal("1", File.ReadAllText(Path.Combine(_sample.Output, "mine")));
        Assert.False(Directory.Exists(Path.Combine(_sample.Source, "coco")));
    }

    [Fact]
    public void The_lemons_have_the_boxes_and_areas_of_their_pixels()
    {
        var project = Project.Open(SharedData.Find("data", "lemons"));

        var path = project.Datasets["ds1"].ToCoco(project.Meta, _sample.Output);

        Assert.Equal(Path.Combine(_sample.Output, "annotations", "coco_instances.json"), path);
        var found = Parse(path).GetProperty("annotations").EnumerateArray().ToArray();
        Assert.Equal(26, found.Length);
        Assert.Equal([482, 550, 160, 154], Numbers(found[0], "bbox"));
        Assert.Equal([18283, 28704, 46790], found[..3].Select(item => Int(item, "area")));
        var expected = Parse(SharedData.Find("expected", "lemons", "lemons_ds1_coco.json")).GetProperty("annotations").EnumerateArray()
            .Select(item => string.Join(',', Numbers(item.GetProperty("segmentation"), "counts"))).Order(StringComparer.Ordinal);
        Assert.Equal(expected, found.Select(item => string.Join(',', Runs(item))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Predictions_carry_image_and_category_ids_from_1()
    {
        CocoPredictions.Write(_sample.At("predictions.json"), [[], [new Detection(1, 0.5f, new Box(1, 2, 4, 8))]]);

        var item = Assert.Single(Parse(_sample.At("predictions.json")).EnumerateArray());
        Assert.Equal((2, 2, 0.5), (Int(item, "image_id"), Int(item, "category_id"), item.GetProperty("score").GetDouble()));
        Assert.Equal([1, 2, 3, 6], Numbers(item, "bbox"));
    }

    private JsonElement Single(Label label) => Assert.Single(Convert(Of(label)).Objects);

    private (JsonElement[] Objects, ConversionReport Report) Convert(Annotation annotation)
    {
        var project = _sample.Write(("ds/a.png", annotation));
        var report = project.Datasets["ds"].ToCoco(Meta, new CocoOptions { HasCaptions = true }, _sample.Output, cancellationToken: Stop);
        return ([.. Parse(Path.Combine(_sample.Output, "annotations", "coco_instances.json")).GetProperty("annotations").EnumerateArray()], report);
    }

    private static int Int(JsonElement item, string name) => item.GetProperty(name).GetInt32();

    private static int[] Runs(JsonElement item) => CompressedRuns.Decode(item.GetProperty("segmentation").GetProperty("counts").GetString()!);

    private sealed class Heard : IProgress<ConversionProgress>
    {
        public List<ConversionProgress> Values { get; } = [];

        public Action? Then { get; init; }

        public void Report(ConversionProgress value)
        {
            Values.Add(value);
            Then?.Invoke();
        }
    }
}
