using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Benchmarking.Objects;

namespace TrainApp;

/// <summary>Average precision of a detector; a figure is null where nothing could be counted.</summary>
/// <param name="Map">Mean over the classes that occur and the overlaps 0.5, 0.55 … 0.95.</param>
/// <param name="Ap50">Mean over the classes that occur, at overlap 0.5.</param>
/// <param name="Classes">The figures per class.</param>
public sealed record DetectionScores(double? Map, double? Ap50, IReadOnlyList<ClassScores> Classes);

/// <summary>Average precision of one class; null when it has no object.</summary>
public sealed record ClassScores(double? Map, double? Ap50);

/// <summary>
/// Average precision while a model trains: the evaluation after training without its reports. The hundred best detections of each
/// image and class count.
/// </summary>
public static class DetectionEvaluator
{
    private const int MostDetections = 100;

    /// <summary>Scores the detections of a list of images.</summary>
    /// <param name="truth">The objects of each image.</param>
    /// <param name="found">The detections of each image, in the same order.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static DetectionScores Evaluate(
        IReadOnlyList<IReadOnlyList<LabeledBox>> truth, IReadOnlyList<IReadOnlyList<Detection>> found, int classCount)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        if (truth.Count != found.Count)
            throw new ArgumentException($"There are objects of {truth.Count} images and detections of {found.Count}.", nameof(found));

        var input = new CocoInput(BenchmarkTasks.ObjectDetection, classCount, [.. truth.Select(_ => new EvaluatedImage("", null, 0, 0))]);
        var objects = truth.SelectMany((boxes, image) => boxes.Select(item => new EvaluatedObject(image, item.Class, item.Box, 1)));
        var detections = found.SelectMany((items, image) => items.Select(item => new EvaluatedObject(image, item.Class, item.Box, item.Score)));
        var settings = CocoEvaluationSettings.For(CocoSimilarity.Boxes) with { MaxDetections = [MostDetections] };
        var result = CocoEvaluator.Evaluate(input.Truth([.. objects]), input.Predictions([.. detections]), settings);
        return new DetectionScores(
            CocoSummary.AveragePrecision(result),
            CocoSummary.AveragePrecision(result, threshold: 0),
            [.. Enumerable.Range(0, classCount).Select(kind => new ClassScores(CocoSummary.AveragePrecision(result, category: kind), CocoSummary.AveragePrecision(result, threshold: 0, category: kind)))]);
    }
}
