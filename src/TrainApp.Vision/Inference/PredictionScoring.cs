using TrainApp.Control;
using TrainApp.Vision.Benchmarking;

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
    /// <param name="images">What was predicted.</param>
    /// <param name="classes">The model's classes.</param>
    /// <exception cref="BenchmarkException">There is no truth, or a score is no number.</exception>
    public static EvaluationResult Score(string task, IReadOnlyList<PredictedImage> images, IReadOnlyList<string> classes)
    {
        var objects = PredictedObjects.Of(images, classes, masks: task != BenchmarkTasks.ObjectDetection);
        return DetectionBenchmark.Evaluate(task, classes, objects.Images, objects.Truth, objects.Predictions, new BenchmarkSettings());
    }
}
