using System.Globalization;
using TrainApp.Vision.Tests.Masks;

namespace TrainApp.Vision.Tests.Conversion.Yolo;

/// <summary>The exact form.</summary>
public sealed class YoloExactTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_box_has_its_true_middle_and_counts_its_last_pixels()
    {
        using var scene = new SmallProject(10, 8, [new("box", "rectangle")], [new("box", new RectangleGeometry(1, 2, 4, 3))]);

        Assert.Equal("0 0.300000 0.375000 0.400000 0.250000", scene.Lines(YoloTask.Detect));
        Assert.Empty(scene.Report.Dropped);
    }

    [Fact]
    public void An_outline_runs_through_the_middles_of_its_pixels_and_around_holes()
    {
        using var scene = new SmallProject(10, 10, [new("shape", "any")],
        [
            new("shape", new PolygonGeometry([new(0, 0), new(9, 0), new(0, 9)], [])),
            new("shape", MaskCodec.Encode(new Mask(1, 1, 3, 3, [1, 1, 1, 1, 0, 1, 1, 1, 1]))),
            new("shape", MaskCodec.Encode(new Mask(5, 5, 3, 1, [1, 0, 1]))),
        ]);

        Assert.Equal(
            [
                "0 0.050000 0.050000 0.950000 0.050000 0.050000 0.950000",
                "0 0.150000 0.150000 0.150000 0.250000 0.250000 0.150000 0.350000 0.250000 0.250000 0.350000 0.150000 0.250000 0.150000 0.350000 0.350000 0.350000 0.350000 0.150000",
                "0 0.550000 0.550000 0.550000 0.550000 0.550000 0.550000",
                "0 0.750000 0.550000 0.750000 0.550000 0.750000 0.550000",
            ],
            scene.Lines(YoloTask.Segment).Split('\n'));
        Assert.Equal(["1 connection dropped: pieces of one object are objects of their own in YOLO"], scene.Report.Dropped.Select(item => item.ToString()));
    }

    [Fact]
    public void Poses_of_all_classes_have_as_many_key_points_and_name_their_mirror_images()
    {
        GraphTemplate Template(params string[] labels) => new([.. labels.Select(label => new GraphTemplateNode(label[..2], label, 0, 0, null))], []);
        using var scene = new SmallProject(10, 10,
            [new("person", "graph") { Graph = Template("nose", "left eye", "right eye") }, new("stick", "graph") { Graph = Template("head") }],
            [
                new("person", new GraphGeometry(new Dictionary<string, GraphNode>(StringComparer.Ordinal) { ["ri"] = new(new(2, 3), Disabled: true), ["no"] = new(new(1, 1), Disabled: false) })),
                new("stick", new GraphGeometry(new Dictionary<string, GraphNode>(StringComparer.Ordinal) { ["he"] = new(new(9, 9), Disabled: false) })),
            ]);

        Assert.Equal(
            ["0 0.200000 0.250000 0.200000 0.300000 0.150000 0.150000 2 0 0 0 0.250000 0.350000 1", "1 0.950000 0.950000 0.100000 0.100000 0.950000 0.950000 2 0 0 0 0 0 0"],
            scene.Lines(YoloTask.Pose).Split('\n'));
        var config = scene.Config.Split('\n');
        Assert.Contains("kpt_shape: [3, 3]", config);
        Assert.Contains("flip_idx: [0, 2, 1]", config);
        Assert.Contains("  1: [\"head\"]", config);
    }

    [Fact]
    public void All_rows_of_a_project_with_several_templates_have_one_length()
    {
        using var temporary = new TemporaryFolder();
        Project.Open(SharedData.Find("expected", "conversion", "project")).ToYolo(temporary.At("p"), new() { Task = YoloTask.Pose }, cancellationToken: Stop);
        var rows = Directory.EnumerateFiles(temporary.At("p/labels"), "*.txt", SearchOption.AllDirectories).SelectMany(File.ReadLines).ToList();

        Assert.Equal(18, rows.Count);
        Assert.All(rows, row => Assert.Equal(5 + (3 * 5), row.Split(' ').Length));
    }

    [Fact]
    public void What_YOLO_cannot_take_is_counted()
    {
        using var scene = new SmallProject(10, 10, [new("any", "any")],
        [
            new("any", new PointGeometry(new(1, 1))),
            new("any", new LineGeometry([new(1, 1), new(2, 2)])),
            new("any", new RectangleGeometry(1, 1, 2, 2)),
        ]);

        scene.Lines(YoloTask.Segment);
        Assert.Equal(
            ["1 line dropped: it has no outline", "1 point dropped: it has no outline", "1 rectangle dropped: it has no outline"],
            scene.Report.Dropped.Select(item => item.ToString()));
        Assert.Equal("0 0.200000 0.200000 0.200000 0.200000\n0 0.200000 0.200000 0.200000 0.200000", scene.Lines(YoloTask.Detect));
        Assert.Equal(2, scene.Report.Objects);
    }

    [Fact]
    public void Masks_of_a_project_are_in_its_lines_pixel_for_pixel()
    {
        using var temporary = new TemporaryFolder();
        var project = Project.Open(SharedData.Find("data", "lemons"));
        project.ToYolo(temporary.At("p"), new() { Task = YoloTask.Segment }, cancellationToken: Stop);
        var count = 0;
        foreach (var item in project.Images)
        {
            var annotation = item.ReadAnnotation();
            var lines = File.ReadAllLines(temporary.At($"p/labels/train/ds1_{Path.GetFileNameWithoutExtension(item.Name)}.txt"));
            foreach (var (label, line) in annotation.Labels.Zip(lines))
            {
                var mask = MaskCodec.Decode((BitmapGeometry)label.Geometry);
                var points = line.Split(' ').Skip(1).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).Chunk(2)
                    .Select(point => new PixelPoint((int)(point[0] * annotation.Width), (int)(point[1] * annotation.Height))).ToList();
                var drawn = Shapes.PolygonRaster.Draw(new PolygonGeometry(points, []), annotation.Width, annotation.Height);
                Assert.Equal(GivenMasks.Runs(mask, annotation.Width, annotation.Height), GivenMasks.Runs(drawn, annotation.Width, annotation.Height));
                count++;
            }
        }

        Assert.Equal(26, count);
    }

    [Fact]
    public void Images_that_differ_in_their_extension_or_case_alone_keep_their_labels()
    {
        using var scene = new SmallProject(4, 4, [new("box", "rectangle")], []);
        scene.AddImage("ds", "A.jpg", [new("box", new RectangleGeometry(0, 0, 0, 0))]);
        scene.AddImage("ds", "a.png", [new("box", new RectangleGeometry(1, 1, 1, 1))]);
        scene.AddImage("ds/datasets/in", "a.png", []);
        scene.Convert(YoloTask.Detect);

        Assert.Equal(["ds_A.txt", "ds__in_a.txt", "ds_a_2.txt", "ds_image.txt"], scene.LabelFiles("train"));
        Assert.Equal("0 0.375000 0.375000 0.250000 0.250000", File.ReadAllText(scene.Output + "/labels/train/ds_a_2.txt"));
    }

    [Fact]
    public void The_tag_val_and_a_dataset_of_that_name_are_for_validation()
    {
        using var scene = new SmallProject(4, 4, [new("box", "rectangle")], []);
        scene.AddImage("val", "b.png", []);
        scene.AddImage("val", "c.png", [], "train");
        scene.AddImage("ds", "d.png", [], "val");
        scene.Convert(YoloTask.Detect);

        Assert.Equal(["ds_d.txt", "val_b.txt"], scene.LabelFiles("val"));
        Assert.Equal(["ds_image.txt", "val_c.txt"], scene.LabelFiles("train"));
        Assert.Equal("val: images/val", scene.Config.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public void Datasets_join_in_a_folder_and_a_second_time_changes_nothing()
    {
        using var scene = new SmallProject(4, 4, [new("box", "rectangle")], [new("box", new RectangleGeometry(0, 0, 1, 1))]);
        scene.AddImage("val", "b.png", []);
        var project = scene.Open();
        string State() => string.Join('\n', Directory.EnumerateFiles(scene.Output, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {File.ReadAllText(file)}"));

        foreach (var dataset in project.Datasets) dataset.ToYolo(project.Meta, scene.Output, cancellationToken: Stop);
        var first = State();
        foreach (var dataset in project.Datasets) dataset.ToYolo(project.Meta, scene.Output, cancellationToken: Stop);

        Assert.Equal(first, State());
        Assert.Equal(["ds_image.txt"], scene.LabelFiles("train"));
        Assert.Equal(["val_b.txt"], scene.LabelFiles("val"));
    }

    [Fact]
    public void A_folder_with_something_in_it_stays_as_it_was_and_nothing_is_left_of_ended_work()
    {
        using var scene = new SmallProject(4, 4, [new("box", "rectangle")], []);
        Directory.CreateDirectory(scene.Output);
        File.WriteAllText(Path.Combine(scene.Output, "mine.txt"), "mine");

        Assert.Contains("not empty", Assert.Throws<ConversionException>(() => scene.Open().ToYolo(scene.Output, cancellationToken: Stop)).Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(scene.Output).Select(Path.GetFileName));
        File.Delete(Path.Combine(scene.Output, "mine.txt"));
        Assert.ThrowsAny<OperationCanceledException>(() => scene.Open().ToYolo(scene.Output, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(scene.Output));
        Assert.Throws<ConversionException>(() => scene.Open().ToYolo(scene.Output, new() { ValidationDatasets = ["nothing"] }, cancellationToken: Stop));
    }

    [Fact]
    public void Progress_hears_of_every_image()
    {
        using var scene = new SmallProject(4, 4, [new("box", "rectangle")], []);
        scene.AddImage("ds", "b.png", []);
        var heard = new List<ConversionProgress>();
        scene.Open().ToYolo(scene.Output, progress: new Listener(heard), cancellationToken: Stop);

        Assert.Equal([new(1, 2), new(2, 2)], heard);
    }

    private sealed class Listener(List<ConversionProgress> heard) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => heard.Add(value);
    }
}
