namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>Whether scores are probabilities: in ten bins, the mean score beside the share of predictions that found something. Of all matches, whatever their score.</summary>
internal sealed class Calibration
{
    private const int BinCount = 10;

    private static readonly double[] Edges = CocoEvaluationSettings.Evenly(0, 1, BinCount + 1);

    public Calibration(IReadOnlyList<Match> matches)
    {
        var (counts, found, scores) = (new int[BinCount], new int[BinCount], new double[BinCount]);
        var all = 0;
        foreach (var match in matches)
        {
            if (match.Score is not { } score) continue;
            all++;
            // (from, to]: a score of 0 is in no bin, as in the reference.
            var bin = Array.FindIndex(Edges, edge => score <= edge) - 1;
            if (bin < 0) continue;
            counts[bin]++;
            scores[bin] += score;
            found[bin] += match.Kind == MatchKind.TruePositive ? 1 : 0;
        }

        Bins = [.. Enumerable.Range(0, BinCount).Select(i => counts[i] == 0
            ? new ReliabilityBin(Edges[i], Edges[i + 1], 0, MeanScore: null, Precision: null)
            : new ReliabilityBin(Edges[i], Edges[i + 1], counts[i], scores[i] / counts[i], (double)found[i] / counts[i]))];
        if (all == 0) return;
        ExpectedError = Bins.Sum(bin => (Gap(bin) ?? 0) * bin.Count / all);
        MaximumError = Bins.Max(Gap) ?? 0;
    }

    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>Mean gap over the predictions; null without any.</summary>
    public double? ExpectedError { get; }

    /// <summary>The widest gap; null without predictions.</summary>
    public double? MaximumError { get; }

    private static double? Gap(ReliabilityBin bin) => bin.MeanScore is { } score ? Math.Abs(score - bin.Precision!.Value) : null;
}
