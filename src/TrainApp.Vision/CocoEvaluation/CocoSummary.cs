namespace TrainApp;

/// <summary>One of the figures that COCO reports.</summary>
/// <param name="Name">Such as <c>AP50</c> or <c>AR_100</c>.</param>
/// <param name="Value">From 0 to 1; null where there is no ground truth.</param>
/// <param name="IsRecall">Whether it is an average recall, not an average precision.</param>
/// <param name="Area">Index of the area range.</param>
/// <param name="MaxDetections">Index of the number of detections.</param>
/// <param name="Threshold">Index of the threshold; null for the mean over all.</param>
public readonly record struct CocoFigure(string Name, double? Value, bool IsRecall, int Area, int MaxDetections, int? Threshold);

/// <summary>The averages over curves.</summary>
public static class CocoSummary
{
    /// <summary>The figures that COCO reports, in its order: 12 for boxes and masks, 10 for keypoints; fewer where the settings lack a threshold or a range.</summary>
    public static IReadOnlyList<CocoFigure> Of(CocoEvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var settings = result.Settings;
        var last = settings.MaxDetections.Length - 1;
        var thresholds = new[] { (Suffix: "50", Index: Array.IndexOf(settings.Thresholds, 0.5)), (Suffix: "75", Index: Array.IndexOf(settings.Thresholds, 0.75)) }
            .Where(item => item.Index >= 0).ToList();
        var ranges = Enumerable.Range(1, settings.Areas.Length - 1).ToList();
        var figures = new List<CocoFigure> { Precision("AP") };
        figures.AddRange(thresholds.Select(item => Precision($"AP{item.Suffix}", threshold: item.Index)));
        figures.AddRange(ranges.Select(area => Precision($"AP_{settings.Areas[area].Name}", area)));
        if (settings.Similarity == CocoSimilarity.Keypoints)
        {
            figures.Add(Recall($"AR_{settings.MaxDetections[last]}", last));
            figures.AddRange(thresholds.Select(item => Recall($"AR{item.Suffix}_{settings.MaxDetections[last]}", last, threshold: item.Index)));
        }
        else
        {
            figures.AddRange(settings.MaxDetections.Select((count, m) => Recall($"AR_{count}", m)));
        }

        figures.AddRange(ranges.Select(area => Recall($"AR_{settings.Areas[area].Name}", last, area)));
        return figures;

        CocoFigure Precision(string name, int area = 0, int? threshold = null) =>
            new(name, AveragePrecision(result, area, threshold), IsRecall: false, area, last, threshold);

        CocoFigure Recall(string name, int maxDetections, int area = 0, int? threshold = null) =>
            new(name, AverageRecall(result, area, maxDetections, threshold), IsRecall: true, area, maxDetections, threshold);
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
}
