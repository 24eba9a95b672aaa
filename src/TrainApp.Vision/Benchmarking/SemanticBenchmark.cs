using TrainApp.Vision.Benchmarking.Pixels;

namespace TrainApp.Vision.Benchmarking;

/// <summary>Compares predicted classes of pixels with the true ones.</summary>
internal static class SemanticBenchmark
{
    /// <summary>The name of what is no object, where the classes have none for it.</summary>
    public const string Background = "background";

    /// <summary>
    /// Classes with the background last: the one that is called so to the letter, else the last that differs in case alone, else one more.
    /// All others stay classes. Ordered classes keep their order.
    /// </summary>
    public static string[] WithBackgroundLast(IReadOnlyList<string> classes)
    {
        var background = classes.Contains(Background, StringComparer.Ordinal)
            ? Background
            : classes.LastOrDefault(name => name.Equals(Background, StringComparison.OrdinalIgnoreCase)) ?? Background;
        return [.. classes.Where(name => name != background), background];
    }

    /// <summary>Counts all pixels and computes every figure. Images are read several at a time and not kept.</summary>
    /// <param name="classes">Names of the classes, the background last.</param>
    /// <param name="images">The images.</param>
    /// <param name="truth">Gives the true classes of an image, by its index; is called on several threads.</param>
    /// <param name="predictions">Gives the predicted ones, of the same size.</param>
    /// <param name="settings">Kept in the result; no threshold matters here.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="BenchmarkException">There is no truth, or two maps differ in size.</exception>
    public static EvaluationResult Evaluate(
        IReadOnlyList<string> classes,
        IReadOnlyList<EvaluatedImage> images,
        Func<int, LabelMap> truth,
        Func<int, LabelMap> predictions,
        BenchmarkSettings settings,
        CancellationToken cancellationToken = default)
    {
        var counted = new ImagePixels[images.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, counted.Length, options, i => counted[i] = Count(images[i], truth(i), predictions(i), classes.Count));
        }
        catch (AggregateException cause) when (cause.InnerExceptions.OfType<BenchmarkException>().FirstOrDefault() is { } first)
        {
            throw new BenchmarkException(first.Message, first.File, first.Hint);
        }

        var figures = new SemanticSummary(classes, counted);
        if (figures.IsWithoutTruth) throw new BenchmarkException("The truth has no pixel of a class to compare with.", hint: "Give images that are annotated.");
        return new EvaluationResult
        {
            TaskType = BenchmarkTasks.SemanticSegmentation,
            Settings = settings,
            Classes = classes,
            Images = images,
            Truth = [],
            Predictions = [],
            Metrics = figures.Metrics(),
            PerClass = figures.PerClass(),
            Confidence = 0,
            Matches = [],
            Confusion = figures.Confusion(),
            ConfusedPairs = figures.ConfusedPairs(),
            PrecisionRecall = [],
            ScoreProfile = [],
            Reliability = [],
            Semantic = figures.Semantic(),
        };
    }

    private static ImagePixels Count(EvaluatedImage image, LabelMap truth, LabelMap prediction, int classes)
    {
        if (truth.Width != prediction.Width || truth.Height != prediction.Height)
            throw new BenchmarkException(FormattableString.Invariant(
                $"'{image.Name}' is {truth.Width} × {truth.Height} pixels in the truth and {prediction.Width} × {prediction.Height} in the predictions."));
        return ImagePixels.Count(truth, prediction, classes);
    }
}
