using System.Security.Cryptography;
using Quickstart.Sample;

namespace TrainApp.Torch.Tests.QuickstartApp;

public sealed class SampleProjectTests(SampleFolder sample) : IClassFixture<SampleFolder>
{
    [Fact]
    public void It_has_two_datasets_of_240_images_with_masks_rectangles_and_tags()
    {
        var project = Project.Open(sample.Path);
        var annotations = project.Images.Select(item => item.ReadAnnotation()).ToArray();
        var labels = annotations.SelectMany(item => item.Labels).ToArray();

        Assert.Empty(project.Problems);
        Assert.Equal([("garden", 80), ("kitchen", 160)], project.Datasets.Select(item => (item.FullName, item.Images.Count)));
        Assert.All(annotations, item => Assert.InRange(item.Width, 144, 176));
        Assert.All(labels, label => Assert.True(label is { ClassName: "lemon", Geometry: BitmapGeometry } or { ClassName: "kiwi", Geometry: RectangleGeometry }));
        Assert.InRange(labels.Count(label => label.ClassName == "lemon"), 200, 400);
        Assert.InRange(labels.Count(label => label.ClassName == "kiwi"), 200, 400);
        Assert.InRange(labels.Count(label => label.Tags.Any(tag => tag.Name == "occluded")), 20, 300);
        Assert.Equal(["bright", "dim"], annotations.SelectMany(item => item.Tags).Select(tag => (string)tag.Value!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(annotations, item => Assert.All(item.Labels, label => Assert.Equal(label.Geometry.ToBox(), label.Geometry.ToBox()!.Value.Clip(item.Width, item.Height))));
    }

    [Fact]
    public void It_is_the_same_each_time()
    {
        using var folder = new TemporaryFolder();

        SampleProject.Draw(folder.At("again"));

        Assert.Equal(Hashes(sample.Path), Hashes(folder.At("again")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Colour_alone_does_not_find_the_fruits(int seed)
    {
        var project = sample.Split(seed);
        string[] classes = [.. project.Meta.Classes.Select(item => item.Name)];
        var (images, truth) = Read(project.Datasets["train"], classes);
        var (others, wanted) = Read(project.Datasets["val"], classes);

        var learnt = ColourThreshold.Learn(images, truth, classes.Length);
        var scores = DetectionEvaluator.Evaluate(wanted, [.. others.Select(learnt.Detect)], classes.Length);

        TestContext.Current.SendDiagnosticMessage($"Colour thresholding, seed {seed}: AP50 {scores.Ap50:F3}");
        Assert.InRange(scores.Ap50!.Value, 0.02, 0.3);
    }

    private static (ImageFrame[] Images, LabeledBox[][] Truth) Read(Dataset dataset, string[] classes) => (
        [.. dataset.Images.Select(item => ImageFrame.Load(item.ImagePath))],
        [.. dataset.Images.Select(item => item.ReadAnnotation().Labels.Select(label => new LabeledBox(Array.IndexOf(classes, label.ClassName), label.Geometry.ToBox()!.Value)).ToArray())]);

    private static string[] Hashes(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")
            .Order(StringComparer.Ordinal)];
}
