using TrainApp.Control;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Benchmarking.Projects;

namespace TrainApp.Vision.Inference;

/// <summary>Computes the figures of predicted images.</summary>
internal static class PredictionScoring
{
    /// <summary>The metric by which models of a task are compared.</summary>
    public static string PrimaryMetricOf(string task) => task == BenchmarkTasks.SemanticSegmentation ? "mIoU" : "mAP";

    /// <exception cref="RefusedException">There are no metrics for the task.</exception>
    public static void Require(string task)
    {
        if (BenchmarkTasks.All.Contains(task)) return;
        throw new RefusedException(Refusal.WrongRequest, "wrong-task", $"There are no metrics for the task '{task}', only for {string.Join(", ", BenchmarkTasks.All)}.");
    }

    /// <param name="task">One of <see cref="BenchmarkTasks"/>.</param>
    /// <param name="objects">What was predicted.</param>
    /// <param name="classes">The model's classes.</param>
    /// <param name="stop">Ends the counting of pixels.</param>
    /// <exception cref="BenchmarkException">There is no truth, or a score is no number.</exception>
    public static EvaluationResult Score(string task, PredictedObjects objects, IReadOnlyList<string> classes, CancellationToken stop) => task == BenchmarkTasks.SemanticSegmentation
        ? ScorePixels(objects, classes, stop)
        : DetectionBenchmark.Evaluate(task, classes, objects.Images, objects.Truth, objects.Predictions, new BenchmarkSettings());

    /// <summary>Masks are painted one over another, in their order; what none covers is background, the last class.</summary>
    private static EvaluationResult ScorePixels(PredictedObjects objects, IReadOnlyList<string> classes, CancellationToken stop)
    {
        var ordered = SemanticBenchmark.WithBackgroundLast(classes);
        var (truth, found) = (Renumber(objects.Truth), Renumber(objects.Predictions));
        var result = SemanticBenchmark.Evaluate(
            ordered,
            objects.Images,
            new LabelPainter(new AnnotatedImages(objects.Images, truth), ordered.Length).Paint,
            new LabelPainter(new AnnotatedImages(objects.Images, found), ordered.Length).Paint,
            new BenchmarkSettings(),
            stop);
        return result with
        {
            Truth = truth,
            Predictions = found,
            PerClass = [.. result.PerClass.Select((figures, kind) => figures with { Objects = truth.Count(item => item.Class == kind) })],
        };

        List<EvaluatedObject> Renumber(IReadOnlyList<EvaluatedObject> items) => [.. items.Select(item => item with { Class = Array.IndexOf(ordered, classes[item.Class]) })];
    }
}
