using System.Xml.Linq;
using TrainApp.Vision.Conversion.Voc;
using TrainApp.Vision.Tests.Masks;

namespace TrainApp.Vision.Tests.Conversion.Voc;

/// <summary>Pascal VOC, there and back.</summary>
public sealed class VocTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Corners_count_from_one_and_lists_name_images_without_extension()
    {
        using var scene = new SmallProject(10, 8, [new("box", "rectangle"), new("neutral", "rectangle")],
            [new("box", new RectangleGeometry(0, 2, 4, 7)), new("neutral", new RectangleGeometry(0, 0, 1, 1))]);
        scene.AddImage("ds/datasets/in", "b.jpg", [], "val");
        var report = scene.Open().ToPascalVoc(scene.Output, cancellationToken: Stop);
        var root = Path.Combine(scene.Output, "VOCdevkit", "VOC");

        var xml = XDocument.Load(Path.Combine(root, "Annotations", "ds_image.xml")).Root!;
        Assert.Equal("ds_image.jpg", xml.Element("filename")!.Value);
        Assert.Equal("0", xml.Element("segmented")!.Value);
        Assert.Equal(["1", "3", "5", "8"], xml.Element("object")!.Element("bndbox")!.Elements().Select(item => item.Value));
        Assert.True(File.Exists(Path.Combine(root, "JPEGImages", "ds__in_b.jpg")));
        Assert.Equal("ds_image\n", File.ReadAllText(Path.Combine(root, "ImageSets", "Main", "train.txt")));
        Assert.Equal("ds__in_b\n", File.ReadAllText(Path.Combine(root, "ImageSets", "Main", "val.txt")));
        Assert.Equal("ds__in_b -1\nds_image  1\n", string.Concat(File.ReadLines(Path.Combine(root, "ImageSets", "Main", "box_trainval.txt")).Order(StringComparer.Ordinal).Select(line => line + "\n")));
        Assert.Equal("neutral 224 224 192\nbox 1 128 64\n", File.ReadAllText(Path.Combine(root, "colors.txt")));
        Assert.Equal((2, 1), (report.Images, report.Objects));
        Assert.Contains("1 rectangle dropped: 'neutral' is VOC's word for what belongs to no class", report.Dropped.Select(item => item.ToString()));
        Assert.Throws<ConversionException>(() => scene.Open().ToPascalVoc(scene.Output, cancellationToken: Stop));
    }

    [Fact]
    public void Masks_number_classes_and_objects_and_come_back()
    {
        var ring = new Mask(2, 2, 3, 3, [1, 1, 1, 1, 0, 1, 1, 1, 1]);
        using var scene = new SmallProject(12, 9, [new("box", "rectangle"), new("shape", "bitmap")],
            [new("box", new RectangleGeometry(1, 1, 9, 8)), new("shape", MaskCodec.Encode(ring)), new("shape", MaskCodec.Encode(new Mask(5, 2, 1, 1, [1])))]);
        scene.Open().ToPascalVoc(scene.Output, cancellationToken: Stop);
        var root = Path.Combine(scene.Output, "VOCdevkit", "VOC");

        var classes = IndexedPng.Read(File.ReadAllBytes(Path.Combine(root, "SegmentationClass", "ds_image.png")))!;
        var objects = IndexedPng.Read(File.ReadAllBytes(Path.Combine(root, "SegmentationObject", "ds_image.png")))!;
        Assert.Equal((9, 9), (classes.Pixels.Count(pixel => pixel == 2), objects.Pixels.Count(pixel => pixel is 2 or 3)));
        Assert.Equal((2, 3, 255, 0), (objects.Pixels[(2 * 12) + 2], objects.Pixels[(2 * 12) + 5], objects.Pixels[(2 * 12) + 1], objects.Pixels[11]));
        using (var seen = SkiaSharp.SKBitmap.Decode(Path.Combine(root, "SegmentationClass", "ds_image.png")))
        {
            Assert.Equal(new SkiaSharp.SKColor(2, 128, 64), seen.GetPixel(2, 2));
            Assert.Equal(new SkiaSharp.SKColor(224, 224, 192), seen.GetPixel(1, 2));
        }

        var report = VocProjects.FromPascalVoc(scene.Output, scene.Output + "-back", cancellationToken: Stop);
        var back = Project.Open(report.Output);
        var labels = back.Images[0].ReadAnnotation().Labels;
        Assert.Equal(["rectangle", "bitmap"], back.Meta.Classes.Select(item => item.Shape));
        Assert.Equal(new RectangleGeometry(1, 1, 9, 8), labels[0].Geometry);
        Assert.Equal(GivenMasks.Runs(ring, 12, 9), GivenMasks.Runs(MaskCodec.Decode((BitmapGeometry)labels[1].Geometry), 12, 9));
    }

    [Fact]
    public void The_lemons_come_back_with_all_masks()
    {
        using var temporary = new TemporaryFolder();
        var lemons = Project.Open(SharedData.Find("data", "lemons"));
        lemons.ToPascalVoc(temporary.At("voc"), cancellationToken: Stop);
        var report = VocProjects.FromPascalVoc(temporary.At("voc"), temporary.At("back"), cancellationToken: Stop);

        Assert.Equal((6, 26), (report.Images, report.Objects));
        var labels = Project.Open(report.Output).Images.SelectMany(item => item.ReadAnnotation().Labels).ToList();
        // Of a pixel that two objects share the file keeps one, so a mask may come back a little smaller, never larger.
        foreach (var (given, found) in Areas(lemons).Zip(Areas(Project.Open(report.Output)))) Assert.InRange(found, given * 0.99, given);
        Assert.Equal(6, labels.Count(label => label.ClassName == "lemon"));
    }

    private static IEnumerable<double> Areas(Project project) => project.Images
        .OrderBy(item => Path.GetFileNameWithoutExtension(item.Name), StringComparer.Ordinal)
        .SelectMany(item => item.ReadAnnotation().Labels.GroupBy(label => label.ClassName, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        .SelectMany(group => group.Select(label => (double)label.Geometry.Area()).Order());

    [Fact]
    public void A_project_of_every_shape_with_nested_datasets_is_written()
    {
        using var temporary = new TemporaryFolder();
        var report = Project.Open(SharedData.Find("expected", "conversion", "project")).ToPascalVoc(temporary.At("voc"), cancellationToken: Stop);

        Assert.Equal(16, report.Images);
        Assert.Equal(16, Directory.EnumerateFiles(temporary.At("voc/VOCdevkit/VOC/Annotations")).Count());
        Assert.Equal(16, File.ReadLines(temporary.At("voc/VOCdevkit/VOC/ImageSets/Main/trainval.txt")).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("<xmin>NaN</xmin>", "is 'NaN'")]
    [InlineData("", "has no xmin")]
    [InlineData("<xmin>9</xmin>", "ends before it begins")]
    [InlineData("<xmin>", "no XML")]
    public void Damage_is_named_with_its_line(string xmin, string reason)
    {
        using var scene = new SmallProject(10, 10, [new("box", "rectangle")], [new("box", new RectangleGeometry(0, 0, 4, 4))]);
        scene.Open().ToPascalVoc(scene.Output, cancellationToken: Stop);
        var file = Path.Combine(scene.Output, "VOCdevkit", "VOC", "Annotations", "ds_image.xml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("<xmin>1</xmin>", xmin, StringComparison.Ordinal));

        var problem = Assert.Throws<ConversionException>(() => VocProjects.FromPascalVoc(scene.Output, scene.Output + "-back", cancellationToken: Stop));
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Equal(file, problem.Path);
        Assert.NotNull(problem.Line);
        Assert.False(Directory.Exists(scene.Output + "-back"));
    }

    [Fact]
    public void Reading_can_be_ended()
    {
        using var scene = new SmallProject(10, 10, [new("box", "rectangle")], []);
        scene.Open().ToPascalVoc(scene.Output, cancellationToken: Stop);
        // Who read on would miss it.
        File.Delete(Path.Combine(scene.Output, "VOCdevkit", "VOC", "JPEGImages", "ds_image.jpg"));

        Assert.ThrowsAny<OperationCanceledException>(() => VocProjects.FromPascalVoc(scene.Output, scene.Output + "-back", cancellationToken: new CancellationToken(canceled: true)));

        Assert.False(Directory.Exists(scene.Output + "-back"));
    }

    [Fact]
    public void An_image_of_another_name_is_found_where_the_annotation_says()
    {
        using var scene = new SmallProject(10, 10, [new("box", "rectangle")], []);
        scene.Open().ToPascalVoc(scene.Output, cancellationToken: Stop);
        var root = Path.Combine(scene.Output, "VOCdevkit", "VOC");
        File.Move(Path.Combine(root, "JPEGImages", "ds_image.jpg"), Path.Combine(root, "JPEGImages", "other ö.jpg"));
        var file = Path.Combine(root, "Annotations", "ds_image.xml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("ds_image.jpg", "other ö.jpg", StringComparison.Ordinal));

        var report = VocProjects.FromPascalVoc(scene.Output, scene.Output + "-back", cancellationToken: Stop);

        Assert.Equal("other ö.jpg", Assert.Single(Project.Open(report.Output).Images).Name);
    }

    [Fact]
    public void A_missing_image_is_named()
    {
        using var scene = new SmallProject(10, 10, [new("box", "rectangle")], []);
        scene.Open().ToPascalVoc(scene.Output, cancellationToken: Stop);
        File.Delete(Path.Combine(scene.Output, "VOCdevkit", "VOC", "JPEGImages", "ds_image.jpg"));

        Assert.Contains("'ds_image.jpg'", Assert.Throws<ConversionException>(() => VocProjects.FromPascalVoc(scene.Output, scene.Output + "-back", cancellationToken: Stop)).Message, StringComparison.Ordinal);
    }
}
