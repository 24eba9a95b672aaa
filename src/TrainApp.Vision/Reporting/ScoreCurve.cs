using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>As many points of a curve over confidence as can be seen.</summary>
internal static class ScoreCurve
{
    private const int MostPoints = 500;

    /// <summary>The points by rising score, one per score; the one with the best F1 is among them.</summary>
    public static IReadOnlyList<ScorePoint> Of(IReadOnlyList<ScorePoint> profile)
    {
        // Where scores are equal, the point counts that holds all of them: the last one of a profile that falls.
        ScorePoint[] points = [.. profile.Reverse().OrderBy(point => point.Score).DistinctBy(point => point.Score)];
        if (points.Length <= MostPoints) return points;
        var best = points.Index().MaxBy(point => point.Item.F1 ?? -1).Index;
        var step = (points.Length - 1) / (double)(MostPoints - 1);
        return [.. Enumerable.Range(0, MostPoints).Select(i => (int)Math.Round(i * step)).Append(best).Distinct().Order().Select(i => points[i])];
    }
}
