using CsCheck;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Tests.Benchmarking;

/// <summary>What holds for every comparison of pixels.</summary>
public sealed class PixelPropertyTests
{
    private const int Tries = 200;

    private static readonly string[] s_classes = ["a", "b", "background"];

    private static readonly Gen<(LabelMap Truth, LabelMap Prediction)> s_image =
        from width in Gen.Int[1, 14]
        from height in Gen.Int[1, 14]
        from first in Gen.Int[0, 1]
        from truth in Gen.Int[0, 2].Array[width * height]
        // Mostly the truth.
        from errors in Gen.Int[0, 11].Array[width * height]
        select (new LabelMap(width, height, [.. truth.Select((k, i) => (short)(i == 0 ? first : k))]),
            new LabelMap(width, height, [.. truth.Select((k, i) => (short)(errors[i] < 3 ? errors[i] : i == 0 ? first : k))]));

    [Fact]
    public void Metrics_do_not_depend_on_the_order_of_the_images() =>
        s_image.Array[1, 4].Sample(images => Same(Evaluate(images), Evaluate([.. images.Reverse()])), iter: Tries);

    [Fact]
    public void Metrics_do_not_change_when_every_image_is_there_twice() =>
        s_image.Array[1, 4].Sample(images => Same(Evaluate(images), Evaluate([.. images, .. images])), iter: Tries);

    [Fact]
    public void Metrics_lie_between_0_and_1_and_every_pixel_has_a_cell() => s_image.Array[1, 4].Sample(
        images =>
        {
            var result = Evaluate(images);
            return result.Metrics.Values.All(value => value is null or (>= 0 and <= 1 + 1e-12))
                && result.Semantic!.Pixels.Cast<long>().Sum() == images.Sum(image => image.Truth.Classes.Length)
                && result.Semantic.PerClass.All(figures => figures["TP"] + figures["TN"] + figures["FP"] + figures["FN"] == images.Sum(image => image.Truth.Classes.Length));
        },
        iter: Tries);

    [Fact]
    public void A_perfect_model_gets_1() => s_image.Array[1, 4].Sample(
        images =>
        {
            var metrics = Evaluate([.. images.Select(image => (image.Truth, image.Truth))]).Metrics;
            return ((string[])["mIoU", "mPrecision", "mRecall", "mF1_score", "PixelAcc", "mBoundaryIoU", "mF1_all_classes"]).All(name => metrics[name] is null or 1)
                && metrics["mIoU"] == 1
                && metrics.Where(metric => metric.Key.Contains("_oU", StringComparison.Ordinal)).All(metric => metric.Value == 0);
        },
        iter: Tries);

    [Fact]
    public void Truth_and_prediction_change_places_as_errors_do() => s_image.Array[1, 4].Where(images => images.All(image => image.Prediction.Classes.Any(k => k < 2))).Sample(
        images =>
        {
            var (one, other) = (Evaluate(images).Metrics, Evaluate([.. images.Select(image => (image.Prediction, image.Truth))]).Metrics);
            return Close(one["mIoU"], other["mIoU"]) && Close(one["mPrecision"], other["mRecall"]) && Close(one["mFP_boundary_oU"], other["mFN_boundary_oU"])
                && Close(one["mFP_extent_oU"], other["mFN_extent_oU"]) && Close(one["mFP_segment_oU"], other["mFN_segment_oU"]);
        },
        iter: Tries);

    [Fact]
    public void Maps_of_different_size_are_refused()
    {
        var error = Assert.Throws<BenchmarkException>(() => Evaluate([(LabelMap.Of(4, 3, 0), LabelMap.Of(3, 4, 0))]));
        Assert.Contains("4 × 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Background_alone_is_no_truth() => Assert.Throws<BenchmarkException>(() => Evaluate([(LabelMap.Of(4, 3, 2), LabelMap.Of(4, 3, 0))]));

    private static EvaluationResult Evaluate((LabelMap Truth, LabelMap Prediction)[] images) => SemanticBenchmark.Evaluate(
        s_classes,
        [.. images.Select((image, i) => new EvaluatedImage($"ds/{i}.png", null, image.Truth.Width, image.Truth.Height))],
        i => images[i].Truth,
        i => images[i].Prediction,
        new(),
        TestContext.Current.CancellationToken);

    private static bool Same(EvaluationResult first, EvaluationResult second) => first.Metrics.All(metric => Close(metric.Value, second.Metrics[metric.Key]));

    private static bool Close(double? first, double? second) => first is { } a ? second is { } b && Math.Abs(a - b) < 1e-9 : second is null;
}
