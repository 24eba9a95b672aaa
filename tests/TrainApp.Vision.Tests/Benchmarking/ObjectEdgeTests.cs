using TrainApp.Vision.Benchmarking;

namespace TrainApp.Tests.Benchmarking;

/// <summary>The borders of an evaluation of objects: nothing there, nothing found, wrong settings.</summary>
public sealed class ObjectEdgeTests
{
    private static readonly string[] s_classes = ["apple", "pear"];
    private static readonly EvaluatedImage[] s_images = [new("ds/1.png", null, 100, 100)];
    private static readonly EvaluatedObject[] s_truth = [Object(0, 10, 1), Object(1, 50, 1)];

    [Fact]
    public void Without_a_prediction_metrics_are_0()
    {
        var result = Evaluate([]);

        Assert.All(["mAP", "AP50", "AP75", "f1", "precision", "recall", "iou", "classification_accuracy", "f1_all_classes"], name => Assert.Equal(0, result.Metrics[name]));
        Assert.All(["calibration_score", "f1_optimal_conf", "expected_calibration_error"], name => Assert.Null(result.Metrics[name]));
        Assert.Equal(2, result.Matches.Count(match => match.Kind == MatchKind.FalseNegative));
    }

    [Fact]
    public void Without_a_true_positive_metrics_are_0()
    {
        var result = Evaluate([Object(0, 80, 0.5), Object(1, 80, 0.7)]);

        Assert.All(["mAP", "AP50", "f1", "precision", "recall", "iou"], name => Assert.Equal(0, result.Metrics[name]));
        Assert.Null(result.Metrics["f1_optimal_conf"]);
        Assert.Equal(0.6, result.Metrics["expected_calibration_error"]!.Value, 1e-12);
    }

    [Fact]
    public void A_confidence_of_0_is_honoured()
    {
        EvaluatedObject[] predictions = [Object(0, 10, 0.9), Object(0, 80, 0.1), Object(0, 30, 0)];

        var best = Evaluate(predictions);
        var all = Evaluate(predictions, new() { Confidence = 0 });

        Assert.Equal((0.9, 0), (best.Confidence, best.PerClass[0].FalsePositives));
        Assert.Equal((0, 2), (all.Confidence, all.PerClass[0].FalsePositives));
        Assert.Equal(0, all.Metrics["custom_confidence_threshold"]);
        Assert.DoesNotContain("custom_confidence_threshold", best.Metrics.Keys);
    }

    [Fact]
    public void Classes_may_have_thresholds_of_their_own()
    {
        // Both lie 2 of 10 pixels beside: an IoU of 8/12.
        EvaluatedObject[] predictions = [Object(0, 12, 0.9), Object(1, 52, 0.8)];

        var result = Evaluate(predictions, new() { ClassIou = new Dictionary<string, double> { ["pear"] = 0.7 }, Confidence = 0 });

        Assert.Equal((1, 0), (result.PerClass[0].TruePositives, result.PerClass[1].TruePositives));
        Assert.Equal(0.5, result.Metrics["AP_custom"]!.Value, 1e-12);
        Assert.Equal(1, result.Metrics["AP50"]!.Value, 1e-12);
        Assert.Equal(0.5, result.Metrics["f1"]!.Value, 1e-12);
    }

    [Fact]
    public void An_object_that_is_found_as_another_class_is_misclassified()
    {
        var result = Evaluate([Object(0, 10, 0.9), Object(0, 50, 0.8)], new() { Confidence = 0 });

        var match = Assert.Single(result.Matches, match => match.Misclassified);
        Assert.Equal((MatchKind.FalsePositive, 0, 1, 1, 1.0), (match.Kind, match.Class, match.TrueClass, match.Truth, match.Iou));
        Assert.Equal(1, result.Confusion[0, 1]);
        Assert.Equal(1, result.Confusion[2, 1]);
        Assert.Equal(0.5, result.Metrics["classification_accuracy"]);
        Assert.Equal(new ConfusedPair(1, 0, 1, 0.5), Assert.Single(result.ConfusedPairs));
    }

    [Fact]
    public void Without_truth_there_is_nothing_to_compare_with()
    {
        var error = Assert.Throws<BenchmarkException>(() => DetectionBenchmark.Evaluate(BenchmarkTasks.ObjectDetection, s_classes, s_images, [], [Object(0, 1, 0.5)], new()));
        Assert.Contains("truth has no object", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    [InlineData(double.PositiveInfinity)]
    public void A_score_is_a_number_from_0_to_1(double score)
    {
        var error = Assert.Throws<BenchmarkException>(() => Evaluate([Object(0, 10, score)]));
        Assert.Contains("Prediction 1, in 'ds/1.png'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_has_a_size()
    {
        Assert.Throws<BenchmarkException>(() => Evaluate([new(0, 0, new Box(10, 10, 5, 20), 0.5)]));
        Assert.Throws<BenchmarkException>(() => Evaluate([new(0, 0, new Box(10, float.NaN, 50, 20), 0.5)]));
    }

    [Fact]
    public void Settings_have_limits()
    {
        BenchmarkSettings[] wrong =
        [
            new() { Iou = 0.52 }, new() { Iou = double.NaN }, new() { Iou = 1 }, new() { Confidence = 1.1 }, new() { Confidence = double.NaN }, new() { MaxDetections = 0 },
            new() { ClassIou = new Dictionary<string, double> { ["plum"] = 0.5 } }, new() { ClassIou = new Dictionary<string, double> { ["pear"] = 5 } },
        ];
        Assert.All(wrong, settings => Assert.Throws<BenchmarkException>(() => Evaluate([], settings)));
    }

    private static EvaluationResult Evaluate(EvaluatedObject[] predictions, BenchmarkSettings? settings = null) =>
        DetectionBenchmark.Evaluate(BenchmarkTasks.ObjectDetection, s_classes, s_images, s_truth, predictions, settings ?? new());

    private static EvaluatedObject Object(int classIndex, float left, double score) => new(0, classIndex, new Box(left, 0, left + 10, 10), score);
}
