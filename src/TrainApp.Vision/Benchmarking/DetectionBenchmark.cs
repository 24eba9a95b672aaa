using TrainApp.Vision.Benchmarking.Objects;

namespace TrainApp.Vision.Benchmarking;

/// <summary>Compares predicted objects with those of the truth: object detection by boxes, instance segmentation by masks.</summary>
internal static class DetectionBenchmark
{
    /// <summary>Matches everything and computes every figure.</summary>
    /// <param name="taskType">Object detection or instance segmentation; for the latter every object has a bitmap or a polygon as its shape.</param>
    /// <param name="classes">Names of the classes; objects name them by their index.</param>
    /// <param name="images">The images, those without objects too.</param>
    /// <param name="truth">What is there.</param>
    /// <param name="predictions">What the model found. Among equal scores in one image the earlier one comes first.</param>
    /// <param name="settings">How predictions are counted.</param>
    /// <exception cref="BenchmarkException">There is no truth, a setting is out of its limits, or a box or score is no number.</exception>
    public static EvaluationResult Evaluate(
        string taskType,
        IReadOnlyList<string> classes,
        IReadOnlyList<EvaluatedImage> images,
        IReadOnlyList<EvaluatedObject> truth,
        IReadOnlyList<EvaluatedObject> predictions,
        BenchmarkSettings settings)
    {
        ObjectChecks.Check(classes, images, truth, predictions, settings);
        var thresholds = ClassThresholds.Of(settings, classes);
        var matching = ObjectMatching.Run(taskType, classes.Count, images, truth, predictions, thresholds, settings.EffectiveMaxDetections);
        var profile = ScoreProfile.Of(matching.Matches);
        var best = ScoreProfile.Best(profile);
        var confidence = settings.Confidence ?? best?.Score ?? 0;
        var counts = new ObjectCounts(matching.Matches, confidence, classes.Count);
        var precision = new AveragePrecision(matching.Curves, thresholds);
        var calibration = new Calibration(matching.Matches);
        var figures = new ObjectFigures(classes, truth, thresholds, counts, precision);
        return new EvaluationResult
        {
            TaskType = taskType,
            Settings = settings,
            Classes = classes,
            Images = images,
            Truth = truth,
            Predictions = predictions,
            Metrics = figures.Metrics(calibration, best, settings),
            PerClass = figures.PerClass(),
            Confidence = confidence,
            Matches = matching.Matches,
            Confusion = counts.Confusion,
            ConfusedPairs = Objects.ConfusedPairs.Of(counts.Confusion),
            PrecisionRecall = precision.Curves(),
            ScoreProfile = profile,
            Reliability = calibration.Bins,
        };
    }
}
