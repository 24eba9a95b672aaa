using CsCheck;

namespace TrainApp.Vision.Tests.Conversion.Yolo;

/// <summary>Projects of YOLO files.</summary>
public sealed class YoloImportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Boxes_and_outlines_come_back_pixel_for_pixel()
    {
        var boxes = from left in Gen.Int[0, 36] from top in Gen.Int[0, 29] from right in Gen.Int[left, 36] from bottom in Gen.Int[top, 29] select (Geometry)new RectangleGeometry(left, top, right, bottom);
        var points = Gen.Select(Gen.Int[0, 36], Gen.Int[0, 29]).Select(pair => new PixelPoint(pair.Item1, pair.Item2));
        var polygons = points.Array[3, 8].Select(ring => (Geometry)new PolygonGeometry(ring, []));
        Gen.Select(boxes.List[0, 6], polygons.List[0, 6]).Sample(
            (rectangles, rings) => Assert.Equal(Texts([.. rectangles]) + Texts([.. rings]), Texts(RoundTrip(YoloTask.Detect, rectangles)) + Texts(RoundTrip(YoloTask.Segment, rings))), iter: 15);
    }

    [Fact]
    public void Poses_come_back_with_the_names_of_their_key_points()
    {
        using var scene = new SmallProject(10, 10, [new("man", "graph") { Graph = new([new("a", "head", 0, 0, null), new("b", "foot", 0, 0, null)], []) }],
            [new("man", new GraphGeometry(new Dictionary<string, GraphNode>(StringComparer.Ordinal) { ["b"] = new(new(3, 9), Disabled: true) }))]);
        scene.Convert(YoloTask.Pose);
        YoloProjects.FromYolo(scene.Output, scene.Output + "-back", cancellationToken: Stop);
        var project = Project.Open(scene.Output + "-back");

        Assert.Equal(["head", "foot"], project.Meta.Classes[0].Graph!.Nodes.Select(node => node.Label));
        var graph = Assert.IsType<GraphGeometry>(project.Images[0].ReadAnnotation().Labels[0].Geometry);
        Assert.Equal([new("2", new GraphNode(new(3, 9), Disabled: true))], graph.Nodes);
    }

    [Theory]
    [InlineData("1 0.5 0.5 0.1 0.1", "There is no class 1")]
    [InlineData("-1 0.5 0.5 0.1 0.1", "'-1' is none")]
    [InlineData("0 0.5 NaN 0.1 0.1", "'NaN' is no number")]
    [InlineData("0 0.5 0.5 0.1", "Five numbers are expected")]
    [InlineData("0 0.5 0.5 -0.1 0.1", "negative")]
    public void A_damaged_line_is_named(string line, string reason)
    {
        using var scene = new SmallProject(10, 10, [new("box", "rectangle")], [new("box", new RectangleGeometry(0, 0, 1, 1))]);
        var labels = WithLine(scene, line);

        var problem = Assert.Throws<ConversionException>(() => YoloProjects.FromYolo(scene.Output, scene.Output + "-back", cancellationToken: Stop));
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Equal((labels, 2), (problem.Path, problem.Line));
        Assert.False(Directory.Exists(scene.Output + "-back"));
    }

    [Fact]
    public void Labels_outside_are_counted_and_those_across_the_border_are_cut()
    {
        using var scene = new SmallProject(10, 10, [new("box", "rectangle")], []);
        WithLine(scene, "0 1.5 0.5 0.1 0.1\n0 1.0 0.5 0.4 0.2");

        var report = YoloProjects.FromYolo(scene.Output, scene.Output + "-back", cancellationToken: Stop);

        Assert.Equal(["1 label dropped: it lies outside its image", "1 overhang dropped: a label ends at the border of its image"], report.Dropped.Select(item => item.ToString()));
        Assert.Equal(new RectangleGeometry(8, 4, 9, 5), Project.Open(report.Output).Images[0].ReadAnnotation().Labels[0].Geometry);
    }

    [Fact]
    public void A_missing_image_or_folder_or_file_is_named()
    {
        using var scene = new SmallProject(10, 10, [new("box", "rectangle")], []);
        scene.Convert(YoloTask.Detect);
        string Message() => Assert.Throws<ConversionException>(() => YoloProjects.FromYolo(scene.Output, scene.Output + "-back", cancellationToken: Stop)).Message;

        File.WriteAllText(Path.Combine(scene.Output, "list.txt"), "images/train/gone.png\n");
        File.WriteAllText(Path.Combine(scene.Output, "data_config.yaml"), "names: [box]\ntrain: list.txt\n");
        Assert.Contains("line 1, names the image 'images/train/gone.png'", Message(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(scene.Output, "data_config.yaml"), "names: {0: box}\ntrain: nowhere\n");
        Assert.Contains("line 2, names 'nowhere'", Message(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(scene.Output, "data_config.yaml"), "names: {1: box}\ntrain: images/train\n");
        Assert.Contains("numbered from 0", Message(), StringComparison.Ordinal);
        File.Delete(Path.Combine(scene.Output, "data_config.yaml"));
        Assert.Contains("has no data.yaml", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_in_deeper_folders_are_found_and_what_is_left_over_is_counted()
    {
        using var scene = new SmallProject(10, 10, [new("box", "rectangle")], [new("box", new RectangleGeometry(0, 0, 1, 1))]);
        scene.Convert(YoloTask.Detect);
        foreach (var kind in (string[])["images", "labels"]) Directory.CreateDirectory(Path.Combine(scene.Output, kind, "train", "deep ö"));
        File.Copy(Path.Combine(scene.Output, "images", "train", "ds_image.png"), Path.Combine(scene.Output, "images", "train", "deep ö", "ds_image.png"));
        File.WriteAllText(Path.Combine(scene.Output, "images", "train", "moving.gif"), "no image of a project");
        File.WriteAllText(Path.Combine(scene.Output, "labels", "train", "deep ö", "ds_image.txt"), "0 0.5 0.5 0.2 0.2\n");
        File.WriteAllText(Path.Combine(scene.Output, "labels", "train", "moving.txt"), "0 0.5 0.5 0.2 0.2\n");
        File.WriteAllText(Path.Combine(scene.Output, "labels", "train", "stray.txt"), "0 0.5 0.5 0.2 0.2\n");
        File.WriteAllText(Path.Combine(scene.Output, "labels", "train", "classes.txt"), "box\n");

        var report = YoloProjects.FromYolo(scene.Output, scene.Output + "-back", cancellationToken: Stop);

        Assert.Equal((2, 2), (report.Images, report.Objects));
        Assert.Equal(["1 image dropped: a project takes no files of its kind", "1 label file dropped: there is no image of its name"], report.Dropped.Select(item => item.ToString()));
        Assert.Equal(
            [new RectangleGeometry(0, 0, 1, 1), new RectangleGeometry(4, 4, 5, 5)],
            Project.Open(report.Output).Images.Select(image => Assert.Single(image.ReadAnnotation().Labels).Geometry).OrderBy(geometry => geometry.Bounds()!.Left));
    }

    [Fact]
    public void Names_beyond_the_first_plane_and_signs_come_back_as_they_were()
    {
        string[] names = ["\U0001F34B lemon", "a \"b\" \\ c", "tab\tend\u0085\u2028.", "ä: #{x}"];
        using var scene = new SmallProject(10, 10, [.. names.Select(name => new SmallClass(name, "rectangle"))], []);
        scene.Convert(YoloTask.Detect);

        var report = YoloProjects.FromYolo(scene.Output, scene.Output + "-back", cancellationToken: Stop);

        Assert.Contains("\"\U0001F34B lemon\"", scene.Config, StringComparison.Ordinal);
        Assert.Contains("\"tab\\u0009end\\u0085\\u2028.\"", scene.Config, StringComparison.Ordinal);
        Assert.Equal(names, Project.Open(report.Output).Meta.Classes.Select(item => item.Name));
    }

    private static string WithLine(SmallProject scene, string line)
    {
        scene.Convert(YoloTask.Detect);
        var labels = Path.Combine(scene.Output, "labels", "train", "ds_image.txt");
        File.WriteAllText(labels, $"\n{line}\n");
        return labels;
    }

    private static IReadOnlyList<Geometry> RoundTrip(YoloTask task, IReadOnlyList<Geometry> shapes)
    {
        using var scene = new SmallProject(37, 30, [new("shape", "any")], [.. shapes.Select(shape => new SmallLabel("shape", shape))]);
        scene.Convert(task);
        var report = YoloProjects.FromYolo(scene.Output, scene.Output + "-back", cancellationToken: Stop);
        Assert.Empty(report.Dropped);
        return [.. Project.Open(report.Output).Images[0].ReadAnnotation().Labels.Select(label => label.Geometry)];
    }

    private static string Texts(IReadOnlyList<Geometry> shapes) => string.Join('\n', shapes.Select(shape => shape is PolygonGeometry polygon ? string.Join(' ', polygon.Exterior) : shape.ToString()));
}
