using System.Text.Json;

namespace TrainApp.Vision.Tests;

public sealed class DetectionEvaluatorTests
{
    private static readonly Box Whole = new(0, 0, 10, 10);

    [Fact]
    public void A_perfect_detector_has_1()
    {
        var scores = DetectionEvaluator.Evaluate([[new LabeledBox(0, Whole)]], [[new Detection(0, 0.4f, Whole)]], classCount: 1);

        // COCO divides by a number that is never 0: the last digit is lost.
        Assert.Equal(1.0, scores.Map!.Value, 12);
        Assert.Equal(1.0, scores.Ap50!.Value, 12);
    }

    [Fact]
    public void A_class_without_objects_does_not_count_and_without_any_the_figure_is_null()
    {
        var scores = DetectionEvaluator.Evaluate([[new LabeledBox(1, Whole)]], [[new Detection(0, 1, Whole), new Detection(1, 1, Whole)]], classCount: 3);

        Assert.Equal([null, 1.0, null], scores.Classes.Select(item => item.Ap50 is { } value ? Math.Round(value, 12) : (double?)null));
        Assert.Equal(1.0, scores.Ap50!.Value, 12);
        Assert.Null(DetectionEvaluator.Evaluate([[]], [[]], classCount: 1).Map);
    }

    [Fact]
    public void A_second_detection_of_one_object_is_wrong()
    {
        Detection[] found = [new(0, 0.9f, new Box(50, 50, 60, 60)), new(0, 0.8f, Whole), new(0, 0.7f, Whole)];

        var scores = DetectionEvaluator.Evaluate([[new LabeledBox(0, Whole)]], [found], classCount: 1);

        Assert.Equal(0.5, scores.Ap50!.Value, 12);
    }

    [Fact]
    public void An_overlap_that_equals_its_threshold_counts()
    {
        // Half of the object: an overlap of exactly 0.5, right at the first of ten thresholds.
        var scores = DetectionEvaluator.Evaluate([[new LabeledBox(0, Whole)]], [[new Detection(0, 1, new Box(0, 0, 5, 10))]], classCount: 1);

        Assert.Equal(1.0, scores.Ap50!.Value, 12);
        Assert.Equal(0.1, scores.Map!.Value, 12);
    }

    [Fact]
    public void The_hundred_best_detections_of_an_image_count()
    {
        var found = Enumerable.Range(0, 100).Select(i => new Detection(0, 0.9f, new Box(100 + i, 100, 101 + i, 101))).Append(new Detection(0, 0.1f, Whole)).ToArray();

        Assert.Equal(0.0, DetectionEvaluator.Evaluate([[new LabeledBox(0, Whole)]], [found], classCount: 1).Ap50);
    }

    [Fact]
    public void Lists_of_different_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => DetectionEvaluator.Evaluate([[], []], [[]], classCount: 1));

    [Fact]
    public void Classes_without_crowds_have_the_figures_of_the_reference()
    {
        using var truthFile = Read("instances_val2014_100.json");
        using var foundFile = Read("instances_val2014_fakebbox100_results.json");
        using var expectedFile = Read("fakebbox_expected.json");
        var truthItems = truthFile.RootElement.GetProperty("annotations").EnumerateArray().ToArray();
        var images = truthFile.RootElement.GetProperty("images").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).Order().ToArray();
        var categories = truthFile.RootElement.GetProperty("categories").EnumerateArray().Select(item => item.GetProperty("id").GetInt32()).Order().ToArray();
        var crowded = truthItems.Where(item => item.GetProperty("iscrowd").GetInt32() == 1).Select(CategoryOf).ToHashSet();
        var truth = images.Select(id => (IReadOnlyList<LabeledBox>)[.. truthItems.Where(item => ImageOf(item) == id).Select(item => new LabeledBox(Array.IndexOf(categories, CategoryOf(item)), BoxOf(item)))]).ToArray();
        var foundItems = foundFile.RootElement.EnumerateArray().ToArray();
        var found = images.Select(id => (IReadOnlyList<Detection>)[.. foundItems.Where(item => ImageOf(item) == id)
            .Select(item => new Detection(Array.IndexOf(categories, CategoryOf(item)), item.GetProperty("score").GetSingle(), BoxOf(item)))]).ToArray();

        var scores = DetectionEvaluator.Evaluate(truth, found, categories.Length);

        var compared = 0;
        foreach (var expected in expectedFile.RootElement.GetProperty("per_class").EnumerateArray())
        {
            var category = CategoryOf(expected);
            if (crowded.Contains(category)) continue;
            var item = scores.Classes[Array.IndexOf(categories, category)];
            var ap = expected.GetProperty("AP").GetDouble();
            if (ap < 0)
            {
                Assert.Null(item.Map);
                continue;
            }

            Assert.Equal(ap, item.Map!.Value, 9);
            Assert.Equal(expected.GetProperty("AP50").GetDouble(), item.Ap50!.Value, 9);
            compared++;
        }

        Assert.True(compared > 40, $"{compared} classes were compared.");
    }

    private static JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "cocoeval", "val2014_100", name)));

    private static long ImageOf(JsonElement item) => item.GetProperty("image_id").GetInt64();

    private static int CategoryOf(JsonElement item) => item.GetProperty("category_id").GetInt32();

    private static Box BoxOf(JsonElement item)
    {
        var box = item.GetProperty("bbox").EnumerateArray().Select(number => number.GetDouble()).ToArray();
        return new Box((float)box[0], (float)box[1], (float)(box[0] + box[2]), (float)(box[1] + box[3]));
    }
}
