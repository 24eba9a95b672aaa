using CsCheck;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Tests.Benchmarking;

/// <summary>What holds for every evaluation of objects.</summary>
public sealed class ObjectPropertyTests
{
    private const int Tries = 300;

    [Fact]
    public void Metrics_do_not_depend_on_the_order_of_the_images() =>
        ObjectProblem.Any.Sample(problem => Same(problem.Evaluate().Metrics, problem.Reverse().Evaluate().Metrics), iter: Tries);

    [Fact]
    public void Metrics_do_not_change_when_every_image_is_there_twice() =>
        ObjectProblem.Any.Sample(problem => Same(problem.Evaluate().Metrics, problem.Twice().Evaluate().Metrics), iter: Tries);

    [Fact]
    public void Metrics_lie_between_0_and_1() => ObjectProblem.Any.Sample(
        problem => problem.Evaluate().Metrics.Values.All(value => value is null or (>= 0 and <= 1 + 1e-12))
            && problem.Evaluate().PerClass.All(figures => figures.Ap is null or (>= 0 and <= 1 + 1e-12)),
        iter: Tries);

    [Fact]
    public void A_perfect_detector_gets_1() => ObjectProblem.Any.Sample(
        problem =>
        {
            var metrics = problem.Perfect().Evaluate().Metrics;
            return ((string[])["mAP", "AP50_coco", "AP75", "AP75_coco", "f1", "f1_all_classes", "precision", "recall", "iou", "classification_accuracy"])
                .All(name => Math.Abs(metrics[name]!.Value - 1) < 1e-12);
        },
        iter: Tries);

    [Fact]
    public void Every_object_and_every_prediction_is_in_one_match_and_the_confusion_counts_them() => ObjectProblem.Any.Sample(
        problem =>
        {
            var result = problem.Evaluate(new() { Confidence = 0 });
            var truth = result.Matches.Where(match => match.Kind != MatchKind.FalsePositive).Select(match => match.Truth!.Value).Order();
            var predictions = result.Matches.Select(match => match.Prediction).OfType<int>().Order();
            return truth.SequenceEqual(Enumerable.Range(0, problem.Truth.Count))
                && predictions.SequenceEqual(Enumerable.Range(0, problem.Predictions.Count))
                && result.Confusion.Cast<long>().Sum() == result.Matches.Count;
        },
        iter: Tries);

    [Fact]
    public void Another_threshold_uses_itself_alone() => ObjectProblem.Any.Sample(
        problem =>
        {
            var result = problem.Evaluate(new() { Iou = 0.75, Confidence = 0 });
            var f1 = result.PerClass.Select(item => (item.TruePositives, Objects: item.TruePositives + item.FalseNegatives, Predicted: item.TruePositives + item.FalsePositives))
                .Where(item => item.Objects > 0 && item.Predicted > 0)
                .Select(item => 2.0 * item.TruePositives / (item.Objects + item.Predicted))
                .DefaultIfEmpty()
                .Average();
            return result.Matches.All(match => match.Iou is null or >= 0.75)
                && Math.Abs(result.Metrics["f1"]!.Value - f1) < 1e-12
                && Math.Abs(result.Metrics["AP75"]!.Value - result.PerClass.Average(item => item.Ap75 ?? 0)) < 1e-12
                && Math.Abs(result.Metrics["AP50"]!.Value - result.Metrics["AP50_coco"]!.Value) < 1e-12;
        },
        iter: Tries);

    private static bool Same(IReadOnlyDictionary<string, double?> first, IReadOnlyDictionary<string, double?> second) =>
        first.Keys.SequenceEqual(second.Keys)
        && first.All(metric => metric.Value is { } value ? second[metric.Key] is { } other && Math.Abs(value - other) < 1e-9 : second[metric.Key] is null);
}
