using System.Globalization;
using TrainApp.Preparation;

namespace TrainApp.Tests.Preparation;

/// <summary>Labels converted to the shape of a task, against pixels that were drawn by hand.</summary>
public sealed class ShapeConversionTests
{
    [Fact]
    public void A_later_mask_hides_the_earlier_and_boxes_are_those_of_what_is_seen()
    {
        var annotation = Draw(
            """
            aaaa......
            aaaabbbb..
            aaaabbbb..
            ....bbbb..
            """,
            Bitmap("a", "a"), Bitmap("b", "b"));
        // Drawn over the right half of a and the left half of b.
        var covered = annotation with { Labels = [.. annotation.Labels, new Label("c", new PolygonGeometry([new(2, 0), new(5, 0), new(5, 3), new(2, 3)], []), [])] };

        Assert.Equal(
            ["a (0,0)-(1,2)", "b (6,1)-(7,3)", "c (2,0)-(5,3)"],
            Boxes(ShapeConversion.Convert(covered, TaskShape.Rectangles, [])));
        Assert.Equal(
            """
            aacccc....
            aaccccbb..
            aaccccbb..
            ..ccccbb..
            """,
            Picture(ShapeConversion.Convert(covered, TaskShape.Masks, [])),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_hidden_object_disappears()
    {
        var annotation = Draw("xx.\nxx.", Bitmap("below", "x"), Bitmap("above", "x"));

        Assert.Equal(["above (0,0)-(1,1)"], Boxes(ShapeConversion.Convert(annotation, TaskShape.Rectangles, [])));
        Assert.Equal(["above"], ShapeConversion.Convert(annotation, TaskShape.Masks, []).Labels.Select(label => label.ClassName));
    }

    [Fact]
    public void An_object_in_two_pieces_has_one_box_around_both()
    {
        var annotation = Draw(
            """
            aabbaa
            aabbaa
            """,
            Bitmap("a", "ab"), Bitmap("b", "b"));

        Assert.Equal(["a (0,0)-(5,1)", "b (2,0)-(3,1)"], Boxes(ShapeConversion.Convert(annotation, TaskShape.Rectangles, [])));
    }

    [Fact]
    public void What_was_rasterised_comes_first_then_the_others_with_their_bounding_boxes()
    {
        var annotation = Draw("a...\n....", Bitmap("mask", "a")) with { Width = 40, Height = 30 };
        annotation = annotation with
        {
            Labels =
            [
                new Label("line", new LineGeometry([new(9, 3), new(2, 8), new(5, 1)]), []),
                new Label("point", new PointGeometry(new(7, 6)), []),
                new Label("box", new RectangleGeometry(1, 2, 3, 4), []),
                .. annotation.Labels,
                new Label("pose", new GraphGeometry(new Dictionary<string, GraphNode> { ["n"] = new(new(4, 4), Disabled: false), ["m"] = new(new(8, 2), Disabled: true) }), []),
                new Label("other", new OtherGeometry("oriented_bbox", """{"points": {"exterior": [[3.7, 9], [1, 2]], "interior": []}}"""), []),
                new Label("cuboid", new OtherGeometry("cuboid", """{"faces": []}"""), []),
            ],
        };
        var dropped = new List<Label>();

        var converted = ShapeConversion.Convert(annotation, TaskShape.Rectangles, dropped);

        Assert.Equal(
            ["mask (0,0)-(0,0)", "line (2,1)-(9,8)", "point (7,6)-(7,6)", "box (1,2)-(3,4)", "pose (4,2)-(8,4)", "other (1,2)-(3,9)"],
            Boxes(converted));
        Assert.Equal("cuboid", Assert.Single(dropped).ClassName);
    }

    [Theory]
    [InlineData(nameof(TaskShape.Rectangles))]
    [InlineData(nameof(TaskShape.Masks))]
    [InlineData(nameof(TaskShape.ClassMasks))]
    public void Tags_ids_descriptions_and_binding_keys_stay_with_their_objects(string task)
    {
        var annotation = Draw("ab", Bitmap("a", "a"), Bitmap("b", "b"));
        annotation = annotation with
        {
            Description = "an image",
            Tags = [new Tag("whole")],
            Labels = [annotation.Labels[0] with { Tags = [new Tag("ripe", "yes")], Id = 17, Description = "mine", BindingKey = "k" }, annotation.Labels[1]],
        };

        var converted = ShapeConversion.Convert(annotation, Enum.Parse<TaskShape>(task), []);

        var label = converted.Labels.Single(label => label.ClassName == "a");
        Assert.Equal((new Tag("ripe", "yes"), 17L, "mine", "k"), (label.Tags.Single(), label.Id!.Value, label.Description, label.BindingKey!));
        Assert.Equal(("an image", "whole"), (converted.Description, converted.Tags.Single().Name));
    }

    [Fact]
    public void Semantic_masks_are_one_per_class_after_the_background()
    {
        var annotation = Draw(
            """
            aab.
            aab.
            ..cc
            """,
            Bitmap("fruit", "a"), Bitmap("leaf", "b"), Bitmap("fruit", "c"));
        annotation = annotation with { Labels = [.. annotation.Labels.Select((label, i) => label with { Id = i, Tags = [new Tag("t")] }), new Label("leaf", new PointGeometry(new(0, 0)), [])] };
        var dropped = new List<Label>();

        var converted = ShapeConversion.Convert(annotation, TaskShape.ClassMasks, dropped);

        Assert.Equal(["__bg__", "fruit", "leaf"], converted.Labels.Select(label => label.ClassName));
        Assert.Equal(
            """
            ffl_
            ffl_
            __ff
            """,
            Picture(converted),
            ignoreLineEndingDifferences: true);
        Assert.Equal((null, 1L), (converted.Labels[1].Id, converted.Labels[2].Id!.Value));
        Assert.Equal("t", Assert.Single(converted.Labels[1].Tags).Name);
        Assert.Single(dropped);
    }

    [Fact]
    public void No_background_is_made_of_an_image_that_is_full_or_of_unknown_size()
    {
        var full = Draw("aa", Bitmap("a", "a"));

        Assert.Equal(["a"], ShapeConversion.Convert(full, TaskShape.ClassMasks, []).Labels.Select(label => label.ClassName));
        Assert.Equal(["a"], ShapeConversion.Convert(full with { Width = 0, Height = 0 }, TaskShape.ClassMasks, []).Labels.Select(label => label.ClassName));
        Assert.Equal(["__bg__"], ShapeConversion.Convert(full with { Labels = [] }, TaskShape.ClassMasks, []).Labels.Select(label => label.ClassName));
    }

    [Fact]
    public void What_lies_beyond_the_edge_is_cut_off()
    {
        var annotation = new Annotation
        {
            Width = 6,
            Height = 4,
            Labels =
            [
                new Label("a", new PolygonGeometry([new(-3, -3), new(2, -3), new(2, 1), new(-3, 1)], []), []),
                new Label("b", new PolygonGeometry([new(10, 10), new(12, 10), new(12, 12)], []), []),
            ],
        };

        Assert.Equal(["a (0,0)-(2,1)"], Boxes(ShapeConversion.Convert(annotation, TaskShape.Rectangles, [])));
    }

    [Fact]
    public void A_hole_shows_what_is_below()
    {
        var annotation = new Annotation
        {
            Width = 7,
            Height = 7,
            Labels =
            [
                new Label("below", new RectangleMask(3, 3, 3, 3).ToBitmap(), []),
                new Label("above", new PolygonGeometry([new(0, 0), new(6, 0), new(6, 6), new(0, 6)], [[new(2, 2), new(4, 2), new(4, 4), new(2, 4)]]), []),
            ],
        };

        Assert.Equal(["below (3,3)-(4,4)", "above (0,0)-(6,6)"], Boxes(ShapeConversion.Convert(annotation, TaskShape.Rectangles, [])));
    }

    [Fact]
    public void Classes_get_the_shape_of_the_task()
    {
        var meta = new ProjectMeta
        {
            Classes = [Class("polygon"), Class("bitmap"), Class("line"), Class("any"), Class("rectangle")],
            Tags = [new TagMeta { Name = "t", ValueType = "none", Color = "#000000" }],
        };

        Assert.Equal(
            ["polygon rectangle", "bitmap rectangle", "line rectangle", "any rectangle", "rectangle rectangle"],
            ShapesOf(ShapeConversion.Convert(meta, TaskShape.Rectangles)));
        Assert.Equal(["polygon bitmap", "bitmap bitmap", "any bitmap"], ShapesOf(ShapeConversion.Convert(meta, TaskShape.Masks)));
        Assert.Equal(["polygon bitmap", "bitmap bitmap", "any bitmap", "__bg__ bitmap"], ShapesOf(ShapeConversion.Convert(meta, TaskShape.ClassMasks)));
        Assert.Equal("#000000", ShapeConversion.Convert(meta, TaskShape.ClassMasks).Classes[^1].Color);
        Assert.Equal("t", Assert.Single(ShapeConversion.Convert(meta, TaskShape.Masks).Tags).Name);
    }

    [Theory]
    [InlineData("object detection", nameof(TaskShape.Rectangles))]
    [InlineData("instance segmentation", nameof(TaskShape.Masks))]
    [InlineData("semantic segmentation", nameof(TaskShape.ClassMasks))]
    [InlineData("Semantic Segmentation", nameof(TaskShape.ClassMasks))]
    [InlineData("pose estimation", nameof(TaskShape.Graphs))]
    [InlineData("classification", nameof(TaskShape.Any))]
    public void A_task_is_known_by_its_name(string name, string task) => Assert.Equal(task, TaskShapes.Of(name).ToString());

    private static ObjectClass Class(string shape) => new() { Name = shape, Shape = shape, Color = "#FF0000" };

    private static IEnumerable<string> ShapesOf(ProjectMeta meta) => meta.Classes.Select(item => $"{item.Name} {item.Shape}");

    private static (string Class, string Letters) Bitmap(string className, string letters) => (className, letters);

    /// <summary>An annotation with a mask per class, of the places where its letters stand.</summary>
    private static Annotation Draw(string picture, params (string Class, string Letters)[] masks)
    {
        var rows = picture.ReplaceLineEndings("\n").Split('\n');
        var labels = masks.Select(mask => new Label(
            mask.Class,
            MaskCodec.Encode(new Mask(0, 0, rows[0].Length, rows.Length, [.. rows.SelectMany(row => row).Select(letter => mask.Letters.Contains(letter, StringComparison.Ordinal) ? (byte)1 : (byte)0)])),
            []));
        return new Annotation { Width = rows[0].Length, Height = rows.Length, Labels = [.. labels] };
    }

    private static string Picture(Annotation annotation)
    {
        var masks = annotation.Labels.Select(label => (Letter: label.ClassName[0], Mask: MaskCodec.Decode((BitmapGeometry)label.Geometry))).ToList();
        return string.Join('\n', Enumerable.Range(0, annotation.Height).Select(y => string.Concat(Enumerable.Range(0, annotation.Width).Select(x =>
        {
            var here = masks.Where(mask => mask.Mask.Contains(x, y)).ToList();
            Assert.True(here.Count < 2, $"Masks overlap at {x}, {y}.");
            return here.Count == 0 ? '.' : here[0].Letter;
        }))));
    }

    private static IEnumerable<string> Boxes(Annotation annotation) => annotation.Labels.Select(label =>
    {
        var box = Assert.IsType<RectangleGeometry>(label.Geometry);
        return string.Create(CultureInfo.InvariantCulture, $"{label.ClassName} ({box.Left},{box.Top})-({box.Right},{box.Bottom})");
    });

    private sealed record RectangleMask(int Left, int Top, int Width, int Height)
    {
        public BitmapGeometry ToBitmap()
        {
            var pixels = new byte[Width * Height];
            Array.Fill(pixels, (byte)1);
            return MaskCodec.Encode(new Mask(Left, Top, Width, Height, pixels));
        }
    }
}
