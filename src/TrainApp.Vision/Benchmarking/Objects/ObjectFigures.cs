namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>The figures of the result, of counts and curves.</summary>
internal sealed class ObjectFigures(
    IReadOnlyList<string> classes, IReadOnlyList<EvaluatedObject> truth, ClassThresholds thresholds, ObjectCounts counts, AveragePrecision precision)
{
    /// <summary>The reference's metrics in its order, then those that it lacks.</summary>
    public Dictionary<string, double?> Metrics(Calibration calibration, ScorePoint? best, BenchmarkSettings settings)
    {
        var all = Enumerable.Range(0, classes.Count).SelectMany(CountsOf).ToList();
        var found = Enumerable.Range(0, classes.Count).Sum(counts.Found);
        var metrics = new Dictionary<string, double?>(StringComparer.Ordinal)
        {
            ["mAP"] = precision.Mean,
            ["AP50"] = precision.Mean50,
            ["AP75"] = precision.Mean75,
        };
        // Under its own name, which may be one of those above: the reference overwrites it with the mean in which classes without truth count as 0.
        metrics[thresholds.Name] = precision.MeanOfAllClasses;
        metrics["f1"] = all.Average(count => count.F1) ?? 0;
        metrics["precision"] = all.Average(count => count.Precision) ?? 0;
        metrics["recall"] = all.Average(count => count.Recall) ?? 0;
        metrics["iou"] = found == 0 ? 0 : Enumerable.Range(0, classes.Count).Sum(counts.Overlap) / found;
        metrics["classification_accuracy"] = found == 0 ? 0 : (double)found / (found + counts.FalseOnObjects);
        metrics["calibration_score"] = 1 - calibration.ExpectedError;
        metrics["f1_optimal_conf"] = best?.Score;
        metrics["expected_calibration_error"] = calibration.ExpectedError;
        metrics["maximum_calibration_error"] = calibration.MaximumError;
        if (settings.Confidence is { } custom) metrics["custom_confidence_threshold"] = custom;
        metrics["AP50_coco"] = precision.Mean50;
        metrics["AP75_coco"] = precision.Mean75;
        metrics["f1_all_classes"] = all.Where(count => count.Objects > 0).Average(count => count.F1WithMisses);
        return metrics;
    }

    public IReadOnlyList<ClassFigures> PerClass()
    {
        var objects = truth.ToLookup(item => item.Class);
        return [.. classes.Select((name, k) =>
        {
            var ofClass = CountsOf(k).ToList();
            var (all, predicted, found) = (counts.Objects(k), counts.Predictions(k), counts.Found(k));
            return new ClassFigures
            {
                Name = name,
                Objects = objects[k].Count(),
                Images = objects[k].Select(item => item.Image).Distinct().Count(),
                Ap = precision.OfClass(k),
                Ap50 = precision.At50(k),
                Ap75 = precision.At75(k),
                Precision = ofClass.Average(count => count.Precision),
                Recall = ofClass.Average(count => count.Recall),
                F1 = ofClass.Average(count => count.F1),
                MeanIou = found == 0 ? null : counts.Overlap(k) / found,
                TruePositives = found,
                FalsePositives = predicted - found,
                FalseNegatives = all - found,
                PrecisionRecall = precision.Curve(k),
                MeanPrecisionRecall = precision.MeanCurve(k),
            };
        })];
    }

    private IEnumerable<Count> CountsOf(int classIndex) => thresholds.AveragedOver(classIndex)
        .Select(threshold => new Count(counts.Found(classIndex, threshold), counts.Objects(classIndex), counts.Predictions(classIndex)));

    private readonly record struct Count(int Found, int Objects, int Predicted)
    {
        public double? Precision => Predicted == 0 ? null : (double)Found / Predicted;

        public double? Recall => Objects == 0 ? null : (double)Found / Objects;

        /// <summary>As the reference: undefined for a class without objects, and for one that is never predicted.</summary>
        public double? F1 => Precision is not { } p || Recall is not { } r ? null : p + r == 0 ? 0 : 2 * p * r / (p + r);

        /// <summary>0 for a class that is never predicted, too.</summary>
        public double F1WithMisses => 2.0 * Found / (Objects + Predicted);
    }
}
