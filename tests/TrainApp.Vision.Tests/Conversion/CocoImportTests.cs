using System.Text.Json;
using CsCheck;
using TrainApp.Vision.Conversion;
using TrainApp.Vision.Masks;
using static TrainApp.Vision.Tests.Conversion.CocoSample;

namespace TrainApp.Vision.Tests.Conversion;

/// <summary>Projects made of COCO files.</summary>
public sealed class CocoImportTests : IDisposable
{
    private const string Image = """{"id": 7, "file_name": "a.png", "width": 20, "height": 10}""";
    private const string Category = """{"id": 3, "name": "pear"}""";

    private readonly CocoSample _sample = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_project_comes_back_pixel_for_pixel()
    {
        var box = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 9], Gen.Int[0, 19], Gen.Int[0, 9], (a, b, c, d) => (Geometry)new RectangleGeometry(Math.Min(a, c), Math.Min(b, d), Math.Max(a, c), Math.Max(b, d)));
        var mask = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 4], Gen.Int[1, 8], Gen.Int[1, 6], Gen.Int[0, int.MaxValue]).Select((x, y, w, h, seed) =>
        {
            var random = new Random(seed);
            byte[] pixels = [.. Enumerable.Range(0, w * h).Select(_ => (byte)random.Next(2))];
            pixels[random.Next(pixels.Length)] = 1;
            return (Geometry)MaskCodec.Encode(new Mask(x, y, w, h, pixels));
        });
        var place = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 9], Gen.Bool, (x, y, hidden) => new GraphNode(new(x, y), hidden));
        var pose = Gen.Select(place, place, Gen.Int[1, 3], (a, b, which) => (Geometry)new GraphGeometry(
            new Dictionary<string, GraphNode> { ["head"] = a, ["hand"] = b }.Where((_, index) => (which & (1 << index)) != 0).ToDictionary(StringComparer.Ordinal)));
        var label = Gen.OneOf(
            box.Select(geometry => new Label("pear", geometry, [])),
            mask.Select(geometry => new Label("mask", geometry, [])),
            mask.Select(geometry => new Label("äpple", geometry, [new Tag("iscrowd")])),
            box.Select(geometry => new Label("äpple", geometry, [])),
            pose.Select(geometry => new Label("pose", geometry, [])));
        var meta = Meta with { Classes = [.. Meta.Classes.Select(item => item.Graph is null ? item : item with { Graph = new([.. Skeleton.Nodes.Select(node => node with { Id = node.Label })], [new("head", "foot", null)]) })] };

        label.Array[0, 8].Array[1, 4].Sample(
            images =>
            {
                using var sample = new CocoSample();
                var project = sample.Write(meta, [.. images.Select((labels, index) => ($"ds/{index}.png", Of(labels)))]);
                var there = project.ToCoco(sample.Output, cancellationToken: Stop);
                var back = ProjectImport.FromCoco(sample.Output, sample.At("back"), cancellationToken: Stop);
                Assert.Equal((there.Images, there.Objects, 0), (back.Images, back.Objects, back.Dropped.Count));
                Assert.Equal(Described(project), Described(Project.Open(sample.At("back"))));
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public void The_order_of_images_changes_nothing_in_the_counts()
    {
        var project = Project.Open(SharedData.Find("expected", "conversion", "project"));
        var path = project.Datasets["ds_a"].ToCoco(project.Meta, _sample.At("there"));
        var one = ProjectImport.FromCoco(_sample.At("there"), _sample.At("one"), cancellationToken: Stop);
        var root = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllBytes(path))!;
        foreach (var list in (string[])["images", "annotations"]) root[list] = new System.Text.Json.Nodes.JsonArray([.. root[list]!.AsArray().Reverse().Select(item => item!.DeepClone())]);
        File.WriteAllText(path, root.ToJsonString());

        var other = ProjectImport.FromCoco(_sample.At("there"), _sample.At("other"), cancellationToken: Stop);

        Assert.Equal((one.Images, one.Objects), (other.Images, other.Objects));
        Assert.Equal(one.Dropped, other.Dropped);
        Assert.Equal(Described(Project.Open(_sample.At("one")), sorted: true), Described(Project.Open(_sample.At("other")), sorted: true));
    }

    [Fact]
    public void Polygons_are_the_pixels_that_COCO_sees()
    {
        var entries = Parse(SharedData.Find("expected", "masks", "coco_polygons.json")).EnumerateArray().ToArray();
        var images = entries.Select((entry, index) => $$"""{"id": {{index}}, "file_name": "{{index:D3}}.png", "height": {{entry.GetProperty("size")[0]}}, "width": {{entry.GetProperty("size")[1]}}}""");
        var annotations = entries.Select((entry, index) => $$"""{"id": {{index}}, "image_id": {{index}}, "category_id": 3, "segmentation": {{entry.GetProperty("polygons").GetRawText()}}}""");
        Write($$"""{"annotations": [{{string.Join(",\n", annotations)}}], "images": [{{string.Join(',', images)}}], "categories": [{{Category}}]}""");

        Import();

        var read = Project.Open(_sample.At("back")).Images;
        for (var i = 0; i < entries.Length; i++)
        {
            var annotation = read[i].ReadAnnotation();
            var empty = entries[i].GetProperty("area").GetInt32() == 0;
            if (empty) Assert.Empty(annotation.Labels);
            else
                Assert.Equal(entries[i].GetProperty("merged").GetString(), CompressedRuns.Encode([.. RunLengths.Of(MaskCodec.Decode((BitmapGeometry)Assert.Single(annotation.Labels).Geometry), annotation.Width, annotation.Height)]));
        }

        Assert.Equal("bitmap", Assert.Single(Project.Open(_sample.At("back")).Meta.Classes).Shape);
    }

    [Fact]
    public void Boxes_of_fractions_cover_the_pixels_that_they_mostly_cover()
    {
        Write(Document(annotation: """{"id": 1, "image_id": 7, "category_id": 3, "bbox": [1.6, 2.4, 3.0, 4.2]}, {"id": 2, "image_id": 7, "category_id": 3, "bbox": [-5, 3, 10, 90]}, {"id": 3, "image_id": 7, "category_id": 3, "bbox": [3, 3, 0, 9]}"""));

        var report = Import();

        Assert.Equal([new RectangleGeometry(2, 2, 4, 6), new RectangleGeometry(0, 3, 4, 9)], Labels().Select(label => label.Geometry));
        Assert.Equal(["1 box dropped: it has no area", "1 image file dropped: it was not found; the project holds annotations alone", "1 overhang dropped: a label ends at the border of its image"], report.Dropped.Select(item => item.ToString()));
    }

    [Fact]
    public void Key_points_masks_and_boxes_of_one_object_are_bound()
    {
        Write($$"""
            {"images": [{{Image}}],
             "categories": [{"id": 1, "name": "person", "keypoints": ["a", "b"], "skeleton": [[1, 2]]}],
             "annotations": [{"id": 1, "image_id": 7, "category_id": 1, "iscrowd": 0, "keypoints": [1, 2, 2, 5, 6, 1], "num_keypoints": 2, "bbox": [0, 0, 9, 9]},
                             {"id": 2, "image_id": 7, "category_id": 1, "iscrowd": 1, "keypoints": [0, 0, 0, 0, 0, 0], "segmentation": {"size": [10, 20], "counts": [10, 5, 185]}, "bbox": [1, 0, 1, 5]}]}
            """);

        Import();

        var labels = Labels();
        Assert.Equal(["person", "person box", "person mask"], labels.Select(label => label.ClassName));
        Assert.Equal([true, true, false], labels.Select(label => label.BindingKey is not null && label.BindingKey == labels[0].BindingKey));
        Assert.Equal(new GraphNode(new(5, 6), Disabled: true), ((GraphGeometry)labels[0].Geometry).Nodes["b"]);
        Assert.Equal(["iscrowd"], labels[2].Tags.Select(tag => tag.Name));
        Assert.Equal([("person", "graph"), ("person mask", "bitmap"), ("person box", "rectangle")], Project.Open(_sample.At("back")).Meta.Classes.Select(item => (item.Name, item.Shape)));
    }

    [Fact]
    public void Files_of_the_usual_layout_find_their_images_and_captions()
    {
        Directory.CreateDirectory(_sample.At("coco/val"));
        Directory.CreateDirectory(_sample.At("coco/annotations"));
        File.WriteAllText(_sample.At("coco/val/a.png"), "picture");
        File.WriteAllText(_sample.At("coco/annotations/instances_val.json"), Document());
        File.WriteAllText(_sample.At("coco/annotations/captions_val.json"), """{"images": [], "annotations": [{"id": 1, "image_id": 7, "caption": "a pear"}]}""");

        var report = Import();

        var project = Project.Open(_sample.At("back"));
        Assert.Equal((1, 1, 0), (report.Images, report.Objects, report.Dropped.Count));
        Assert.Equal("val/a.png", Assert.Single(project.Images).ToString());
        Assert.Equal("picture", File.ReadAllText(project.Images[0].ImagePath));
        Assert.Equal(new Tag("caption", "a pear"), Assert.Single(project.Images[0].ReadAnnotation().Tags));
        Assert.Empty(project.Problems);
    }

    [Fact]
    public void Files_whose_names_become_alike_are_datasets_of_their_own()
    {
        Directory.CreateDirectory(_sample.At("coco/annotations"));
        File.WriteAllText(_sample.At("coco/annotations/instances_train.json"), Document());
        File.WriteAllText(_sample.At("coco/annotations/train.json"), Document().Replace("pear", "fig", StringComparison.Ordinal));
        File.WriteAllText(_sample.At("coco/annotations/train_2.json"), Document().Replace("pear", "kiwi", StringComparison.Ordinal));

        var report = Import();

        var project = Project.Open(_sample.At("back"));
        Assert.Equal((3, 3), (report.Images, report.Objects));
        Assert.Equal(
            [("train", "pear"), ("train_2", "kiwi"), ("train_3", "fig")],
            project.Images.Select(image => (image.Dataset.FullName, Assert.Single(image.ReadAnnotation().Labels).ClassName)).Order());
    }

    [Fact]
    public void Reading_can_be_ended()
    {
        // Who read on would find the damage.
        Write(Document("{}"));

        Assert.ThrowsAny<OperationCanceledException>(() => ProjectImport.FromCoco(_sample.At("coco"), _sample.At("back"), cancellationToken: new CancellationToken(canceled: true)));

        Assert.False(Directory.Exists(_sample.At("back")));
    }

    [Fact]
    public void Persons_of_the_two_usual_files_are_one_class_with_key_points()
    {
        const string Person = """{"id": 1, "name": "person"}""", Pose = """{"id": 1, "name": "person", "keypoints": ["a"]}""";
        Directory.CreateDirectory(_sample.At("coco/annotations"));
        File.WriteAllText(_sample.At("coco/annotations/instances_val.json"), $$"""
            {"images": [{{Image}}], "categories": [{{Person}}, {"id": 2, "name": "person box"}],
             "annotations": [{"id": 1, "image_id": 7, "category_id": 1, "bbox": [1, 1, 4, 4]}]}
            """);
        File.WriteAllText(_sample.At("coco/annotations/person_keypoints_val.json"), $$"""
            {"images": [{{Image}}], "categories": [{{Pose}}], "annotations": [{"id": 1, "image_id": 7, "category_id": 1, "keypoints": [3, 4, 2]}]}
            """);

        Import();

        var project = Project.Open(_sample.At("back"));
        Assert.Equal([("person", "graph"), ("person box 2", "rectangle"), ("person box", "any")], project.Meta.Classes.Select(item => (item.Name, item.Shape)));
        Assert.Equal(
            [("person_keypoints_val", "person"), ("val", "person box 2")],
            project.Images.Select(image => (image.Dataset.FullName, Assert.Single(image.ReadAnnotation().Labels).ClassName)).Order());
    }

    [Fact]
    public void Different_key_points_of_one_name_are_refused_with_a_way_out()
    {
        Write("""{"images": [], "annotations": [], "categories": [{"id": 1, "name": "person", "keypoints": ["a"]}]}""");
        File.WriteAllText(_sample.At("coco/b.json"), """{"images": [], "annotations": [], "categories": [{"id": 1, "name": "person", "keypoints": ["b"]}]}""");

        var error = Assert.Throws<ConversionException>(Import);

        Assert.Equal(_sample.At("coco/b.json"), error.Path);
        Assert.Contains("--input", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_points_that_the_category_does_not_list_are_counted()
    {
        Write(Document("""{"id": 1, "image_id": 7, "category_id": 3, "bbox": [1, 1, 1, 1], "keypoints": [3, 4, 2]}, {"id": 2, "image_id": 7, "category_id": 3, "bbox": [1, 1, 1, 1], "keypoints": [0, 0, 0]}"""));

        Assert.Contains("1 graph dropped: its category does not list key points", Import().Dropped.Select(item => item.ToString()));
    }

    [Fact]
    public void A_dataset_is_added_once()
    {
        using var writer = new ProjectWriter(_sample.Output);
        writer.AddDataset("a/b");
        writer.AddDataset("a");

        Assert.Throws<ArgumentException>(() => writer.AddDataset("a/b"));
    }

    [Fact]
    public void An_image_that_is_missing_among_others_is_named()
    {
        Write($$"""{"images": [{{Image}}, {"id": 8, "file_name": "b.png", "width": 1, "height": 1}], "annotations": [], "categories": []}""");
        File.WriteAllText(_sample.At("coco/a.png"), "picture");

        var error = Assert.Throws<ConversionException>(Import);

        Assert.Contains("'b.png'", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_sample.At("back")));
    }

    [Theory]
    [InlineData("not JSON", "no JSON", 1)]
    [InlineData("", "no JSON", 1)]
    [InlineData("[]", "one object", 1)]
    [InlineData("{\"images\": 5}", "'images' is no list", 1)]
    [InlineData("{\"images\": [5]}", "holds objects", 1)]
    [InlineData("{\"images\": [\n", "no JSON", 2)]
    [InlineData("{\"images\": [{\"id\": 1, \"file_name\": \"../a.png\", \"width\": 1, \"height\": 1}]}", "does not lie in the folder", 1)]
    [InlineData("{\"images\": [{\"file_name\": \"a.png\", \"width\": 1, \"height\": 1}]}", "no whole number 'id'", 1)]
    [InlineData("{\"images\": [{\"id\": 1, \"file_name\": \"a.png\", \"width\": 1}]}", "'height'", 1)]
    [InlineData("{\"images\": [{\"id\": 1, \"file_name\": \"a.png\", \"width\": 70000, \"height\": 70000}]}", "has 70000×70000 = 4900000000 pixels", 1)]
    [InlineData("{\"images\": [],\n \"categories\": [{\"id\": 1, \"name\": \"a\", \"keypoints\": [null]}]}", "null in 'keypoints'", 2)]
    [InlineData("{\"images\": [],\n \"categories\": [{\"id\": 1}]}", "no text 'name'", 2)]
    public void A_damaged_file_is_named_with_its_line(string text, string message, int line)
    {
        Write(text);

        var error = Assert.Throws<ConversionException>(Import);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((_sample.At("coco/a.json"), line), (error.Path, error.Line));
        Assert.False(Directory.Exists(_sample.At("back")));
    }

    [Theory]
    [InlineData("\"category_id\": 3, \"bbox\": [1, 1, 1, 1]", "no whole number 'image_id'")]
    [InlineData("\"image_id\": 8, \"category_id\": 3, \"bbox\": [1, 1, 1, 1]", "no image with the id 8")]
    [InlineData("\"image_id\": 7, \"category_id\": 4, \"bbox\": [1, 1, 1, 1]", "no category with the id 4")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"bbox\": [1, 1, -1, 1]", "negative")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"bbox\": [1, NaN, 1, 1]", "NaN")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"bbox\": [1, \"1\", 1, 1]", "no coordinate")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"bbox\": [1, 1e300, 1, 1]", "no coordinate")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"bbox\": [1, 1, 1]", "'bbox'")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"segmentation\": [[1, 1, 2, 2]]", "at least three corners")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"segmentation\": [[1, 1, 2, 2, 3, 1e9]]", "no coordinate")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"segmentation\": {\"size\": [10, 20], \"counts\": [1, 2]}", "add up to 3")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"segmentation\": {\"size\": [11, 20], \"counts\": [1, 2]}", "20×11")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"segmentation\": {\"size\": [10, 20], \"counts\": [-1, 201]}", "no run length")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"segmentation\": {\"size\": [10, 20], \"counts\": \"\\u0001\"}", "does not belong there")]
    [InlineData("\"image_id\": 7, \"category_id\": 3, \"iscrowd\": 2", "'iscrowd'")]
    public void A_damaged_annotation_is_named_with_its_line(string members, string message)
    {
        Write(Document("\n\n{\"id\": 1, " + members + "}"));

        var error = Assert.Throws<ConversionException>(Import);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((_sample.At("coco/a.json"), 3), (error.Path, error.Line));
        Assert.False(Directory.Exists(_sample.At("back")));
    }

    [Fact]
    public void Objects_larger_than_the_buffer_are_read_whole()
    {
        var note = new string('é', 100_000);
        Write("\uFEFF" + Document($$"""{"id": 1, "image_id": 7, "category_id": 3, "note": "{{note}}", "bbox": [1, 1, 1, 1]}, {"id": 2, "image_id": 7, "category_id": 3, "bbox": [2, 2, 2, 2]}"""));

        Import();

        Assert.Equal([new RectangleGeometry(1, 1, 1, 1), new RectangleGeometry(2, 2, 3, 3)], Labels().Select(label => label.Geometry));
    }

    [Fact]
    public void A_folder_without_files_says_what_is_looked_for()
    {
        Directory.CreateDirectory(_sample.At("coco"));

        Assert.Contains("annotations", Assert.Throws<ConversionException>(Import).Hint, StringComparison.Ordinal);
        Assert.Throws<ConversionException>(() => ProjectImport.FromCoco(_sample.At("nowhere"), _sample.At("back"), cancellationToken: Stop));
    }

    private void Write(string text)
    {
        Directory.CreateDirectory(_sample.At("coco"));
        File.WriteAllText(_sample.At("coco/a.json"), text);
    }

    private ConversionReport Import() => ProjectImport.FromCoco(_sample.At("coco"), _sample.At("back"), cancellationToken: Stop);

    private IReadOnlyList<Label> Labels() => Assert.Single(Project.Open(_sample.At("back")).Images).ReadAnnotation().Labels;

    private static string Document(string annotation = """{"id": 1, "image_id": 7, "category_id": 3, "bbox": [1, 1, 1, 1]}""") =>
        $$"""{"images": [{{Image}}], "categories": [{{Category}}], "annotations": [{{annotation}}]}""";

    /// <summary>Images with the classes, pixels and tags of their objects.</summary>
    private static string[] Described(Project project, bool sorted = false) => [.. project.Images.Select(image =>
    {
        var labels = image.ReadAnnotation().Labels.Select(label => $"{label.ClassName} {Described(label.Geometry)} {string.Join(',', label.Tags.Select(tag => tag.Name))}");
        return $"{image}: {string.Join("; ", sorted ? labels.Order(StringComparer.Ordinal) : labels)}";
    })];

    private static string Described(Geometry geometry) => geometry switch
    {
        BitmapGeometry bitmap when MaskCodec.Decode(bitmap) is var mask => $"mask {mask.Bounds} {System.Convert.ToHexString(mask.Pixels)}",
        GraphGeometry graph => string.Join(' ', graph.Nodes.OrderBy(node => node.Key, StringComparer.Ordinal).Select(node => $"{node.Key}={node.Value}")),
        _ => geometry.ToString(),
    };
}
