using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Benchmarking.Objects;

namespace TrainApp.Vision.Tests.CocoEvaluation;

public sealed class InMemoryTests
{
    private static readonly CocoEvaluationSettings Boxes = CocoEvaluationSettings.For(CocoSimilarity.Boxes);
    private static readonly CocoEvaluationSettings Masks = CocoEvaluationSettings.For(CocoSimilarity.Masks);

    private static CocoGroundTruth Truth => new()
    {
        Images = new CocoImages([1, 2], [20, 20], [20, 20]),
        Categories = new CocoCategories([1, 2], ["cat", "dog"]),
        Ids = [1, 2],
        ImageIds = [1, 2],
        CategoryIds = [1, 1],
        Boxes = [0, 0, 10, 10, 5, 5, 4, 4],
    };

    private static CocoDetections Detections => new()
    {
        ImageIds = [1, 1, 2],
        CategoryIds = [1, 1, 2],
        Scores = [0.5, 0.9, 0.4],
        Boxes = [0, 0, 10, 10, 0, 0, 10, 6, 5, 5, 4, 4],
    };

    [Fact]
    public void A_perfect_detector_has_1_whatever_its_scores()
    {
        var found = new CocoDetections { ImageIds = Truth.ImageIds, CategoryIds = Truth.CategoryIds, Scores = [0.1, 0.2], Boxes = Truth.Boxes };

        var figures = CocoSummary.Of(CocoEvaluator.Evaluate(Truth, found, Boxes)).ToDictionary(figure => figure.Name, figure => figure.Value);

        Assert.Equal((1, 1, 1, null), (figures["AP"]!.Value, figures["AP75"]!.Value, figures["AR_1"]!.Value, figures["AP_large"]));
    }

    [Fact]
    public void Masks_in_an_image_of_too_many_pixels_are_refused_in_these_words()
    {
        var polygons = new CocoSegmentations();
        polygons.AddPolygons([0, 0, 5, 0, 5, 5]);
        var truth = Truth with { Images = new CocoImages([1], [70000], [70000]), Ids = [1], ImageIds = [1], CategoryIds = [1], Boxes = [], Segmentations = polygons };
        var found = new CocoDetections { ImageIds = [1], CategoryIds = [1], Scores = [1], Segmentations = polygons };

        Assert.Contains("of 70000×70000 pixels", Assert.Throws<ArgumentException>(() => CocoEvaluator.Evaluate(truth, found, Masks)).Message, StringComparison.Ordinal);
        var input = new CocoInput(BenchmarkTasks.InstanceSegmentation, 1, [new EvaluatedImage("a.png", null, 70000, 70000)]);
        Assert.Contains("'a.png' is of 70000×70000 pixels", Assert.Throws<BenchmarkException>(() => input.Truth([new EvaluatedObject(0, 0, default, 1)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_truth_is_undefined_and_one_without_detections_is_zero()
    {
        var result = CocoEvaluator.Evaluate(Truth, Detections with { CategoryIds = [2, 2, 2] }, Boxes);

        Assert.Equal([0.0, null], new[] { 0, 1 }.Select(k => CocoSummary.AveragePrecision(result, category: k)));
        Assert.Equal([0.0, null], new[] { 0, 1 }.Select(k => result.RecallOf(k, 0, 2, 0)));
        Assert.Equal((101, 0), (result.PrecisionOf(0, 0, 2, 0).Length, result.ScoresOf(1, 0, 2, 0).Length));
        Assert.False(result.IsDefined(1, 0));
    }

    [Fact]
    public void Nothing_at_all_is_undefined()
    {
        var truth = Truth with { Ids = [], ImageIds = [], CategoryIds = [], Boxes = [] };
        var nothing = new CocoDetections { ImageIds = [], CategoryIds = [], Scores = [] };

        Assert.All(CocoSummary.Of(CocoEvaluator.Evaluate(truth, nothing, Boxes)), figure => Assert.Null(figure.Value));
        Assert.All(CocoSummary.Of(CocoEvaluator.Evaluate(Truth with { Images = new CocoImages([], [], []), Categories = new CocoCategories([], []) }, nothing, Boxes)), figure => Assert.Null(figure.Value));
        Assert.Equal(0, CocoSummary.Of(CocoEvaluator.Evaluate(Truth, nothing, Boxes))[0].Value);
    }

    [Fact]
    public void Matches_name_their_places_and_similarities()
    {
        var all = new CocoEvaluator(Truth, Detections, Boxes).ExplainAll().ToList();

        Assert.Equal([(1L, 1L), (1L, 2L), (2L, 2L)], all.Select(matches => (matches.CategoryId, matches.ImageId)));
        Assert.Equal([1, 0], all[0].Detections);
        // The better score takes the object while its overlap of 0.6 is enough.
        Assert.Equal([new CocoMatch(1, 0, 0.6)], all[0].At(threshold: 0));
        Assert.Equal([new CocoMatch(0, 0, 1)], all[0].At(threshold: 5));
        Assert.Equal((0, 1), (all[1].Detections.Count, Assert.Single(all[1].Truths())));
        Assert.Equal((2, 0), (Assert.Single(all[2].Detections), all[2].Truths().Count));
    }

    [Fact]
    public void Without_categories_an_object_of_another_class_matches()
    {
        var evaluator = new CocoEvaluator(Truth, Detections, Boxes with { PerCategory = false });

        Assert.Equal(1, CocoSummary.AverageRecall(evaluator.Evaluate(), maxDetections: 2, threshold: 0));
        Assert.Equal([new CocoMatch(2, 1, 1)], evaluator.Explain(CocoEvaluator.AllCategories, 2)!.At(threshold: 9));
    }

    [Fact]
    public void Masks_can_be_polygons_or_run_lengths_and_give_areas_and_boxes()
    {
        var (marked, found) = (new CocoSegmentations(), new CocoSegmentations());
        marked.AddPolygons([2, 3, 2, 7, 8, 7, 8, 3]);
        marked.AddRunLengths([40, 5, 355], 20, 20);
        // The same pixels: 4 rows from row 3 in 6 columns from column 2.
        found.AddRunLengths([43, 4, 16, 4, 16, 4, 16, 4, 16, 4, 16, 4, 253], 20, 20);
        found.AddRunLengths([40, 5, 355], 20, 20);
        var truth = Truth with { Boxes = [], Segmentations = marked };
        var detections = new CocoDetections { ImageIds = [1, 2], CategoryIds = [1, 1], Scores = [1, 1], Segmentations = found };

        Assert.Equal(1, CocoSummary.Of(CocoEvaluator.Evaluate(truth, detections, Masks))[0].Value);
        Assert.Equal(1, CocoSummary.Of(CocoEvaluator.Evaluate(Truth with { Boxes = [2, 3, 6, 4, 2, 0, 1, 5] }, detections, Boxes))[0].Value);
    }

    [Fact]
    public void Duplicating_the_images_changes_no_figure()
    {
        var truth = Truth with
        {
            Images = new CocoImages([1, 2, 3, 4], [], []),
            Ids = [1, 2, 3, 4],
            ImageIds = [1, 2, 3, 4],
            CategoryIds = [1, 1, 1, 1],
            Boxes = [.. Truth.Boxes, .. Truth.Boxes],
        };
        var detections = new CocoDetections
        {
            ImageIds = [.. Detections.ImageIds, .. Detections.ImageIds.Select(id => id + 2)],
            CategoryIds = [.. Detections.CategoryIds, .. Detections.CategoryIds],
            Scores = [.. Detections.Scores, .. Detections.Scores],
            Boxes = [.. Detections.Boxes, .. Detections.Boxes],
        };

        var once = CocoSummary.Of(CocoEvaluator.Evaluate(Truth, Detections, Boxes));
        var twice = CocoSummary.Of(CocoEvaluator.Evaluate(truth, detections, Boxes));

        Assert.All(once.Zip(twice), pair => Assert.Equal(pair.First.Value ?? -1, pair.Second.Value ?? -1, 1e-9));
    }

    [Fact]
    public void Thresholds_may_be_chosen()
    {
        var result = CocoEvaluator.Evaluate(Truth, Detections, Boxes with { Thresholds = [0.3, 0.6], MaxDetections = [5] });

        Assert.Equal(["AP", "AP_small", "AP_medium", "AP_large", "AR_5", "AR_small", "AR_medium", "AR_large"], CocoSummary.Of(result).Select(figure => figure.Name));
        Assert.Equal(0.5, result.RecallOf(0, 0, 0, 1));
    }

    [Fact]
    public void What_cannot_be_evaluated_is_refused()
    {
        Refused("Boxes has 4 elements instead of 8", Truth with { Boxes = [0, 0, 1, 1] }, Detections);
        Refused("Two annotations", Truth with { Ids = [5, 5] }, Detections);
        Refused("Two images", Truth with { Images = new CocoImages([1, 1], [], []) }, Detections);
        Refused("Detection 2 is in image 9", Truth, Detections with { ImageIds = [1, 1, 9] });
        Refused("The score of detection 1", Truth, Detections with { Scores = [1, double.NaN, 0] });
        Refused("must ascend", Truth, Detections, Boxes with { Thresholds = [0.7, 0.5] });
        Refused("thresholds", Truth, Detections, Boxes with { Thresholds = [] });
        var masks = new CocoSegmentations();
        Assert.Throws<ArgumentException>(() => masks.AddRunLengths([3, 3], 2, 4));
        Assert.Throws<ArgumentException>(() => masks.AddRunLengths([9, -1], 2, 4));
        masks.AddPolygons([0, 0, 5, 0, 5, 5]);
        masks.AddPolygons([0, 0, 5, 0, 5, 5]);
        Refused("no height and width", Truth with { Segmentations = masks, Images = new CocoImages([1, 2], [], []) }, new CocoDetections { ImageIds = [], CategoryIds = [], Scores = [] }, Masks);

        static void Refused(string message, CocoGroundTruth truth, CocoDetections detections, CocoEvaluationSettings? settings = null) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => CocoEvaluator.Evaluate(truth, detections, settings ?? Boxes)).Message, StringComparison.Ordinal);
    }
}
