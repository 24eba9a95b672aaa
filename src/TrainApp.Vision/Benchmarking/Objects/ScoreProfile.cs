namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>F1 against confidence, all classes pooled.</summary>
internal static class ScoreProfile
{
    /// <summary>
    /// A point per prediction, best score first. What matched at the class's threshold counts as found at each of the ten
    /// thresholds that its IoU reaches; nothing is matched anew.
    /// </summary>
    public static IReadOnlyList<ScorePoint> Of(IReadOnlyList<Match> matches)
    {
        // Among equal scores those that found something come first, as the reference orders them.
        var predictions = matches
            .Where(match => match.Kind != MatchKind.FalseNegative)
            .OrderByDescending(match => match.Score)
            .ThenBy(match => match.Kind)
            .ToList();
        var objects = matches.Count(match => match.Kind != MatchKind.FalsePositive);
        var found = new int[ClassThresholds.All.Count];
        var points = new ScorePoint[predictions.Count];
        for (var i = 0; i < points.Length; i++)
        {
            if (predictions[i].Kind == MatchKind.TruePositive)
            {
                for (var t = 0; t < found.Length; t++) found[t] += predictions[i].Iou >= ClassThresholds.All[t] ? 1 : 0;
            }

            points[i] = Point(predictions[i].Score!.Value, found, i + 1, objects);
        }

        return points;
    }

    /// <summary>The first point with the best F1; null when none has one.</summary>
    public static ScorePoint? Best(IReadOnlyList<ScorePoint> profile)
    {
        ScorePoint? best = null;
        foreach (var point in profile)
        {
            if (point.F1 is { } f1 && (best is null || f1 > best.F1)) best = point;
        }

        return best;
    }

    private static ScorePoint Point(double score, int[] found, int predicted, int objects)
    {
        double precisions = 0, recalls = 0, f1s = 0;
        var defined = 0;
        foreach (var count in found)
        {
            var (precision, recall) = ((double)count / predicted, objects == 0 ? 0 : (double)count / objects);
            (precisions, recalls) = (precisions + precision, recalls + recall);
            if (count == 0) continue;
            f1s += 2 * precision * recall / (precision + recall);
            defined++;
        }

        return new(score, precisions / found.Length, objects == 0 ? null : recalls / found.Length, defined == 0 ? null : f1s / defined);
    }
}
