namespace TrainApp;

/// <summary>One of the figures that COCO reports; null where there is no ground truth.</summary>
/// <param name="Name">Such as <c>AP50</c> or <c>AR_100</c>.</param>
/// <param name="Value">From 0 to 1.</param>
public readonly record struct CocoFigure(string Name, double? Value);

/// <summary>The averages over curves.</summary>
public static class CocoSummary
{
    /// <summary>The figures that COCO reports, in its order: 12 for boxes and masks, 10 for keypoints.</summary>
    public static IReadOnlyList<CocoFigure> Of(CocoEvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var settings = result.Settings;
        var last = settings.MaxDetections.Length - 1;
        var most = settings.MaxDetections[last];
        int? at50 = ThresholdOf(settings, 0.5), at75 = ThresholdOf(settings, 0.75);
        var figures = new List<CocoFigure> { new("AP", AveragePrecision(result)) };
        if (at50 is { } lower) figures.Add(new CocoFigure("AP50", AveragePrecision(result, threshold: lower)));
        if (at75 is { } upper) figures.Add(new CocoFigure("AP75", AveragePrecision(result, threshold: upper)));
        for (var area = 1; area < settings.Areas.Length; area++)
            figures.Add(new CocoFigure($"AP_{settings.Areas[area].Name}", AveragePrecision(result, area)));
        if (settings.Similarity == CocoSimilarity.Keypoints)
        {
            figures.Add(new CocoFigure($"AR_{most}", AverageRecall(result, maxDetections: last)));
            if (at50 is { } low) figures.Add(new CocoFigure($"AR50_{most}", AverageRecall(result, maxDetections: last, threshold: low)));
            if (at75 is { } high) figures.Add(new CocoFigure($"AR75_{most}", AverageRecall(result, maxDetections: last, threshold: high)));
        }
        else
        {
            for (var m = 0; m <= last; m++) figures.Add(new CocoFigure($"AR_{settings.MaxDetections[m]}", AverageRecall(result, maxDetections: m)));
        }

        for (var area = 1; area < settings.Areas.Length; area++)
            figures.Add(new CocoFigure($"AR_{settings.Areas[area].Name}", AverageRecall(result, area, last)));
        return figures;
    }

    /// <summary>Mean precision over recall points, and over all thresholds or categories where none is named; null without ground truth.</summary>
    /// <param name="result">The curves; those of the largest number of detections are taken.</param>
    /// <param name="area">Index of the area range.</param>
    /// <param name="threshold">Index of the threshold.</param>
    /// <param name="category">Index of the category.</param>
    public static double? AveragePrecision(CocoEvaluationResult result, int area = 0, int? threshold = null, int? category = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var last = result.Settings.MaxDetections.Length - 1;
        return Average(result, category, area, threshold, (k, t) => result.PrecisionAt(k, area, last, t));
    }

    /// <summary>Mean recall, over all thresholds or categories where none is named; null without ground truth.</summary>
    /// <param name="result">The curves.</param>
    /// <param name="area">Index of the area range.</param>
    /// <param name="maxDetections">Index of the number of detections.</param>
    /// <param name="threshold">Index of the threshold.</param>
    /// <param name="category">Index of the category.</param>
    public static double? AverageRecall(CocoEvaluationResult result, int area = 0, int maxDetections = 0, int? threshold = null, int? category = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Average(result, category, area, threshold, (k, t) => new ReadOnlySpan<double>(in result.RecallAt(k, area, maxDetections, t)));
    }

    private static double? Average(CocoEvaluationResult result, int? category, int area, int? threshold, Func<int, int, ReadOnlySpan<double>> valuesOf)
    {
        double sum = 0;
        long count = 0;
        for (var k = category ?? 0; k < (category + 1 ?? result.CategoryIds.Count); k++)
        {
            if (!result.IsDefined(k, area)) continue;
            for (var t = threshold ?? 0; t < (threshold + 1 ?? result.Settings.Thresholds.Length); t++)
            {
                var values = valuesOf(k, t);
                foreach (var value in values) sum += value;
                count += values.Length;
            }
        }

        return count == 0 ? null : sum / count;
    }

    private static int? ThresholdOf(CocoEvaluationSettings settings, double threshold) =>
        Array.IndexOf(settings.Thresholds, threshold) is int index and >= 0 ? index : null;
}
