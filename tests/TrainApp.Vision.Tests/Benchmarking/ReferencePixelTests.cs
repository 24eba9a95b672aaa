using System.Text.Json;
using SkiaSharp;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Benchmarking.Projects;

namespace TrainApp.Tests.Benchmarking;

/// <summary>Semantic segmentation, value by value what the reference computes of the same projects.</summary>
public sealed class ReferencePixelTests
{
    private const string Folder = "benchmark_segmentation/semantic";
    private const double Tolerance = 1e-9;

    // The same for all tests, and it takes a moment.
    private static readonly Lazy<Task<EvaluationResult>> s_result = new(() => ReferenceObjectTests.EvaluateAsync(Folder, new(), BenchmarkTasks.SemanticSegmentation));

    [Fact]
    public async Task Means_are_those_of_the_reference()
    {
        var (result, expected) = await EvaluateAsync();

        Assert.All(expected.GetProperty("json_metrics").EnumerateObject(), metric =>
            Assert.Equal(metric.Value.GetDouble(), result.Metrics[metric.Name]!.Value, Tolerance));
        Assert.All(expected.GetProperty("json_metrics").EnumerateObject().Select(metric => metric.Name), name => Assert.Contains(name, result.Metrics.Keys));
    }

    [Fact]
    public async Task Counts_and_ratios_of_each_class_are_those_of_the_reference()
    {
        var (result, expected) = await EvaluateAsync();

        Assert.Equal(Strings(expected.GetProperty("confusion_class_names")).Order(StringComparer.Ordinal), result.Classes.Order(StringComparer.Ordinal));
        Assert.Equal("background", result.Classes[^1]);
        Assert.All(result.Classes.Index(), item =>
        {
            var figures = result.Semantic!.PerClass[item.Index];
            var ofClass = expected.GetProperty("per_class").GetProperty(item.Item).EnumerateObject().Where(figure => figure.Name != "ignore").ToList();
            Assert.Equal(ofClass.Select(figure => figure.Name), figures.Keys);
            Assert.All(ofClass, figure => Close(figure.Value, figures[figure.Name], Tolerance, $"{item.Item} {figure.Name}"));
        });
    }

    [Fact]
    public async Task Confusion_and_its_images_are_those_of_the_reference()
    {
        var (result, expected) = await EvaluateAsync();
        var names = Strings(expected.GetProperty("confusion_class_names"));
        var places = names.Select(name => result.Classes.Index().Single(item => item.Item == name).Index).ToArray();
        var shares = expected.GetProperty("confusion_matrix_rows_gt_columns_pred");
        var images = expected.GetProperty("cell_img_names");

        for (var k = 0; k < names.Length; k++)
        {
            long all = Enumerable.Range(0, names.Length).Sum(other => result.Semantic!.Pixels[places[k], other]);
            for (var other = 0; other < names.Length; other++)
            {
                var pixels = result.Semantic!.Pixels[places[k], places[other]];
                Assert.Equal(pixels, result.Confusion[places[other], places[k]]);
                Assert.Equal(shares[k][other].GetDouble(), all == 0 ? 0 : (double)pixels / all, 0.00051);
                var cell = result.Semantic.Cells.SingleOrDefault(cell => cell.True == places[k] && cell.Predicted == places[other]);
                Assert.Equal(pixels > 0, cell is not null);
                // The reference also lists images that have both classes, in pixels that do not meet.
                if (cell is not null) Assert.Subset(Strings(images.GetProperty($"{k}_{other}")).ToHashSet(), cell.Images.Select(image => FileName(result.Images[image])).ToHashSet());
            }
        }
    }

    [Fact]
    public async Task Figures_of_each_image_are_those_of_the_reference()
    {
        var (result, expected) = await EvaluateAsync();
        var lines = expected.GetProperty("per_image").EnumerateArray().ToList();

        Assert.Equal(lines.Count, result.Images.Count);
        Assert.All(lines.Zip(result.Images, result.Semantic!.PerImage), line =>
        {
            Assert.Equal(line.First.GetProperty("img_names").GetString(), FileName(line.Second));
            Assert.All(line.First.EnumerateObject().Where(figure => figure.Name != "img_names"), figure =>
                // Rounded there to two decimals.
                Close(figure.Value, line.Third[figure.Name], 0.00501, $"{line.Second.Name} {figure.Name}"));
        });
    }

    [Fact]
    public async Task Classes_are_in_the_reference_s_order_of_errors()
    {
        var (result, expected) = await EvaluateAsync();
        var order = Strings(expected.GetProperty("classwise_error_order"));
        var iou = order.Select(name => expected.GetProperty("per_class").GetProperty(name).GetProperty("IoU").GetDouble()).ToList();

        // Two classes have the same IoU; their order is that of the list.
        Assert.Equal(iou, result.Semantic!.ErrorOrder.Select(k => result.Semantic.PerClass[k]["IoU"]!.Value), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(order.Take(5), result.Semantic.ErrorOrder.Select(k => result.Classes[k]).Take(5));
    }

    [Fact]
    public async Task The_pairs_that_are_confused_most_come_first()
    {
        var (result, _) = await EvaluateAsync();
        var worst = result.ConfusedPairs[0];

        Assert.Equal(20, result.ConfusedPairs.Count);
        Assert.Equal(("never predicted", "background", 1.0), (result.Classes[worst.First], result.Classes[worst.Second], worst.Share));
        Assert.Equal(result.ConfusedPairs.Select(pair => pair.Share).OrderDescending(), result.ConfusedPairs.Select(pair => pair.Share));
    }

    [Theory]
    [InlineData("gt")]
    [InlineData("pred")]
    public async Task Objects_are_painted_as_the_reference_paints_them(string side)
    {
        var root = SharedData.Find("expected", Folder);
        var project = Project.Open(Path.Combine(root, side + "_project"));
        string[] classes = [.. Strings(Read().GetProperty("classes_whitelist")), "background"];
        var images = await new ObjectReader(classes, BenchmarkTasks.SemanticSegmentation).ReadTruthAsync(project, TestContext.Current.CancellationToken);
        var painter = new LabelPainter(images, classes.Length);

        Assert.NotEmpty(images.Images);
        Assert.All(images.Images.Index(), image =>
        {
            using var labels = SKBitmap.Decode(Path.Combine(root, "expected_labels", side, FileName(image.Item)));
            var map = painter.Paint(image.Index);
            Assert.Equal(labels.Bytes, map.Classes.Select(value => (byte)(value + 1)));
        });
    }

    private static async Task<(EvaluationResult Result, JsonElement Expected)> EvaluateAsync() => (await s_result.Value, Read());

    private static JsonElement Read() => JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", Folder, "expected.json"))).RootElement;

    private static string FileName(EvaluatedImage image) => image.Name.Split('/')[^1];

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static void Close(JsonElement expected, double? actual, double tolerance, string name)
    {
        if (expected.ValueKind != JsonValueKind.Number) Assert.True(actual is null, $"{name} is {actual}, expected none.");
        else Assert.True(Math.Abs(expected.GetDouble() - actual ?? double.NaN) <= tolerance, $"{name} is {actual}, expected {expected.GetDouble()}.");
    }
}
