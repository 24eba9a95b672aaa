namespace TrainApp.Vision.Tests.CocoEvaluation;

/// <summary>The definition written down as plainly as possible, for boxes: one image, category, range and threshold at a time.</summary>
internal static class PlainEvaluation
{
    /// <param name="category">The category; null when all of the known ones are one.</param>
    public static (double Recall, double[] Precision, double[] Scores)? Curve(
        CocoGroundTruth truth, CocoDetections detections, CocoEvaluationSettings settings, long? category, int area, int maxDetections, double threshold)
    {
        var outcomes = new List<(double Score, bool IsMatched, bool IsIgnored)>();
        var positives = 0;
        foreach (var image in truth.Images.Ids.Distinct().Order())
        {
            var truths = InOrder(truth.ImageIds, truth.CategoryIds, image);
            int[] found = [.. InOrder(detections.ImageIds, detections.CategoryIds, image).OrderByDescending(d => detections.Scores[d]).Take(settings.MaxDetections.Max())];
            positives += truths.Count(g => !Ignored(g));
            var taken = new HashSet<int>();
            foreach (var (rank, d) in found.Index())
            {
                int? best = null;
                var bestOverlap = Math.Min(threshold, 1 - 1e-10);
                foreach (var g in truths.OrderBy(Ignored))
                {
                    if (taken.Contains(g) && !truth.Crowds[g]) continue;
                    if (best is { } chosen && !Ignored(chosen) && Ignored(g)) break;
                    var overlap = Overlap(detections.Boxes.AsSpan(4 * d, 4), truth.Boxes.AsSpan(4 * g, 4), truth.Crowds[g]);
                    if (overlap >= bestOverlap) (best, bestOverlap) = (g, overlap);
                }

                if (best is { } match) taken.Add(match);
                var isMatched = best is { } own && truth.Ids[own] != 0;
                var isIgnored = (best is { } other && Ignored(other)) || (!isMatched && !settings.Areas[area].Contains(detections.Areas[d]));
                if (rank < maxDetections) outcomes.Add((detections.Scores[d], isMatched, isIgnored));
            }
        }

        return positives == 0 ? null : Draw([.. outcomes.OrderByDescending(outcome => outcome.Score)], positives, settings.RecallPoints);

        bool Ignored(int g) => truth.Crowds[g] || !settings.Areas[area].Contains(truth.Areas[g]);

        // Where all categories are one, an image's items stand by category first, then as in the file.
        int[] InOrder(long[] images, long[] categories, long image) => [.. truth.Categories.Ids.Order()
            .Where(id => category is null || id == category)
            .SelectMany(id => Enumerable.Range(0, images.Length).Where(i => images[i] == image && categories[i] == id))];
    }

    private static (double Recall, double[] Precision, double[] Scores) Draw(
        (double Score, bool IsMatched, bool IsIgnored)[] outcomes, int positives, double[] recallPoints)
    {
        double[] recall = new double[outcomes.Length], precision = new double[outcomes.Length];
        double hits = 0, misses = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            hits += outcomes[i] is { IsIgnored: false, IsMatched: true } ? 1 : 0;
            misses += outcomes[i] is { IsIgnored: false, IsMatched: false } ? 1 : 0;
            recall[i] = hits / positives;
            precision[i] = hits / (misses + hits + (double.BitIncrement(1) - 1));
        }

        var curve = new double[recallPoints.Length];
        var scores = new double[recallPoints.Length];
        for (var r = 0; r < recallPoints.Length; r++)
        {
            var first = Array.FindIndex(recall, value => value >= recallPoints[r]);
            if (first >= 0) (curve[r], scores[r]) = (precision[first..].Max(), outcomes[first].Score);
        }

        return (outcomes.Length > 0 ? recall[^1] : 0, curve, scores);
    }

    private static double Overlap(ReadOnlySpan<double> d, ReadOnlySpan<double> g, bool isCrowd)
    {
        var width = Math.Min(d[2] + d[0], g[2] + g[0]) - Math.Max(d[0], g[0]);
        var height = Math.Min(d[3] + d[1], g[3] + g[1]) - Math.Max(d[1], g[1]);
        var shared = width <= 0 || height <= 0 ? 0 : width * height;
        return shared == 0 ? 0 : shared / (isCrowd ? d[2] * d[3] : (d[2] * d[3]) + (g[2] * g[3]) - shared);
    }
}
