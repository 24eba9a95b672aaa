using TrainApp.Vision.Benchmarking.Projects;

namespace TrainApp.Vision.Benchmarking;

/// <summary>Compares a project of predictions with a project of the truth, both in Supervisely's format.</summary>
internal static class ProjectBenchmark
{
    /// <summary>
    /// Reads both and computes every figure. Classes are those of the truth that the task takes, by name; each object of the
    /// predictions carries its score as a tag <c>confidence</c> or <c>confidence-model</c>.
    /// </summary>
    /// <param name="truth">What is there.</param>
    /// <param name="predictions">What the model found, of the same images.</param>
    /// <param name="settings">How predictions are counted.</param>
    /// <param name="taskType">One of <see cref="BenchmarkTasks"/>; null for the one that the truth's classes are made for.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BenchmarkException">The projects do not fit each other, the predictions are damaged, or there is no truth.</exception>
    /// <exception cref="ProjectException">An annotation cannot be read.</exception>
    public static async Task<EvaluationResult> EvaluateAsync(
        Project truth, Project predictions, BenchmarkSettings settings, string? taskType = null, CancellationToken cancellationToken = default)
    {
        var task = taskType ?? TaskClasses.GuessTask(truth);
        PairOfProjects.RequireSameImages(truth, predictions);
        var classes = TaskClasses.Of(truth, task);
        PairOfProjects.RequireKnownClasses(classes, truth, predictions, task);
        if (task == BenchmarkTasks.SemanticSegmentation) return await SemanticProjects.EvaluateAsync(truth, predictions, classes, settings, cancellationToken);
        var reader = new ObjectReader(classes, task);
        var annotated = await reader.ReadTruthAsync(truth, cancellationToken);
        var predicted = await reader.ReadPredictionsAsync(predictions, cancellationToken);
        PairOfProjects.RequireSameSizes(annotated, predicted);
        return DetectionBenchmark.Evaluate(task, classes, annotated.Images, annotated.Objects, predicted.Objects, settings);
    }
}
