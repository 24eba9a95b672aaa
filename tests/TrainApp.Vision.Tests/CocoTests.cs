using System.Text.Json;
using TrainApp.Vision.Coco;

namespace TrainApp.Vision.Tests;

public sealed class CocoTests : IDisposable
{
    private static readonly ProjectMeta Meta = new()
    {
        Classes =
        [
            new ObjectClass { Name = "pear", Shape = "rectangle", Color = "#000001" },
            new ObjectClass { Name = "apple", Shape = "any", Color = "#000002" },
        ],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_rectangle_includes_its_last_pixel()
    {
        var item = Write(new Label("apple", new RectangleGeometry(2, 3, 2, 7), []));

        Assert.Equal([2, 3, 1, 5], Numbers(item.GetProperty("bbox")));
        Assert.Equal(5, item.GetProperty("area").GetInt32());
        Assert.Equal(2, item.GetProperty("category_id").GetInt32());
        Assert.Equal(0, item.GetProperty("segmentation").GetArrayLength());
    }

    [Fact]
    public void A_mask_becomes_run_lengths_by_columns()
    {
        var item = Write(new Label("apple", MaskCodec.Encode(new Mask(1, 1, 2, 2, [1, 0, 1, 1])), []));

        Assert.Equal([1, 1, 2, 2], Numbers(item.GetProperty("bbox")));
        Assert.Equal(3, item.GetProperty("area").GetInt32());
        var segmentation = item.GetProperty("segmentation");
        Assert.Equal([10, 20], Numbers(segmentation.GetProperty("size")));
        Assert.Equal([11, 2, 9, 1, 177], Numbers(segmentation.GetProperty("counts")));
    }

    [Fact]
    public void A_polygon_keeps_its_hole()
    {
        PixelPoint[] outside = [new(1, 1), new(7, 1), new(7, 7), new(1, 7)], hole = [new(3, 3), new(5, 3), new(5, 5), new(3, 5)];

        var item = Write(new Label("apple", new PolygonGeometry(outside, [hole]), []));

        Assert.Equal([1, 1, 7, 7], Numbers(item.GetProperty("bbox")));
        Assert.Equal(49 - 9, item.GetProperty("area").GetInt32());
        Assert.Equal(200, Numbers(item.GetProperty("segmentation").GetProperty("counts")).Sum());
    }

    [Fact]
    public void What_has_no_area_in_the_image_is_left_out()
    {
        using var coco = WriteAll(
            new Label("apple", new PointGeometry(new PixelPoint(1, 1)), []),
            new Label("apple", new RectangleGeometry(30, 0, 40, 5), []),
            new Label("apple", new RectangleGeometry(-5, -5, 0, 1), []));

        var left = Assert.Single(coco.RootElement.GetProperty("annotations").EnumerateArray());
        Assert.Equal([0, 0, 1, 2], Numbers(left.GetProperty("bbox")));
    }

    [Fact]
    public void Categories_are_numbered_from_1_in_the_order_of_the_meta()
    {
        using var coco = WriteAll();

        Assert.Equal(
            [(1, "pear"), (2, "apple")],
            coco.RootElement.GetProperty("categories").EnumerateArray().Select(item => (item.GetProperty("id").GetInt32(), item.GetProperty("name").GetString())));
    }

    [Fact]
    public void An_unknown_class_is_named_and_leaves_no_file()
    {
        var error = Assert.Throws<InvalidDataException>(() => WriteAll(new Label("plum", new RectangleGeometry(0, 0, 1, 1), [])));

        Assert.Contains("'plum'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'a.png'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_lemons_have_the_boxes_and_areas_that_were_computed_from_their_pixels()
    {
        var project = Project.Open(SharedData.Find("data", "lemons"));

        var path = project.Datasets["ds1"].ToCoco(project.Meta, _folder.Path);

        using var coco = JsonDocument.Parse(File.ReadAllBytes(path));
        Assert.Equal(_folder.At(Path.Combine("annotations", "coco_instances.json")), path);
        var items = coco.RootElement.GetProperty("annotations").EnumerateArray().ToArray();
        Assert.Equal(26, items.Length);
        Assert.Equal([482, 550, 160, 154], Numbers(items[0].GetProperty("bbox")));
        Assert.Equal([531, 120, 281, 261], Numbers(items[2].GetProperty("bbox")));
        Assert.Equal([18283, 28704, 46790], items[..3].Select(item => item.GetProperty("area").GetInt32()));
        Assert.Equal([1, 1, 2], items[..3].Select(item => item.GetProperty("category_id").GetInt32()));

        using var expected = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "lemons", "lemons_ds1_coco.json")));
        var counts = expected.RootElement.GetProperty("annotations").EnumerateArray()
            .Select(item => string.Join(',', Numbers(item.GetProperty("segmentation").GetProperty("counts"))))
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(items, item => Assert.Contains(string.Join(',', Numbers(item.GetProperty("segmentation").GetProperty("counts"))), counts));
    }

    [Fact]
    public void Predictions_carry_image_and_category_ids_from_1()
    {
        var path = _folder.At("predictions.json");

        CocoPredictions.Write(path, [[], [new Detection(1, 0.5f, new Box(1, 2, 4, 8))]]);

        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var item = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal((2, 2), (item.GetProperty("image_id").GetInt32(), item.GetProperty("category_id").GetInt32()));
        Assert.Equal([1, 2, 3, 6], Numbers(item.GetProperty("bbox")));
        Assert.Equal(0.5, item.GetProperty("score").GetDouble());
    }

    private JsonElement Write(Label label)
    {
        using var coco = WriteAll(label);
        return Assert.Single(coco.RootElement.GetProperty("annotations").EnumerateArray()).Clone();
    }

    private JsonDocument WriteAll(params Label[] labels)
    {
        var path = _folder.At("coco.json");
        CocoFile.Write(path, Meta, [("a.png", new Annotation { Width = 20, Height = 10, Labels = labels })]);
        return JsonDocument.Parse(File.ReadAllBytes(path));
    }

    private static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];
}
