namespace TrainApp.Vision.Inference;

/// <summary>How fast batches of a size are predicted; all times in seconds per batch.</summary>
internal sealed record BatchSpeed
{
    /// <summary>Images per batch.</summary>
    public required int Batch { get; init; }

    /// <summary>How often it was measured, after the warm-up.</summary>
    public required int Rounds { get; init; }

    public required double Median { get; init; }

    /// <summary>The 95th percentile.</summary>
    public required double P95 { get; init; }

    public required double Mean { get; init; }

    /// <summary>Standard deviation.</summary>
    public required double Std { get; init; }

    /// <summary>Median of the time from images to the network's input.</summary>
    public required double Preprocess { get; init; }

    /// <summary>Median of the network's own time.</summary>
    public required double Forward { get; init; }

    /// <summary>Median of the time from the network's output to predictions.</summary>
    public required double Postprocess { get; init; }

    /// <summary>The figures of some rounds, at least one.</summary>
    public static BatchSpeed Of(int batch, IReadOnlyList<StepTimes> rounds)
    {
        var all = Seconds(rounds, times => times.All);
        var mean = all.Average();
        return new BatchSpeed
        {
            Batch = batch,
            Rounds = rounds.Count,
            Median = Quantile(all, 0.5),
            P95 = Quantile(all, 0.95),
            Mean = mean,
            Std = Math.Sqrt(all.Average(value => (value - mean) * (value - mean))),
            Preprocess = Quantile(Seconds(rounds, times => times.Preprocess), 0.5),
            Forward = Quantile(Seconds(rounds, times => times.Forward), 0.5),
            Postprocess = Quantile(Seconds(rounds, times => times.Postprocess), 0.5),
        };
    }

    private static double[] Seconds(IEnumerable<StepTimes> rounds, Func<StepTimes, TimeSpan> of) => [.. rounds.Select(times => of(times).TotalSeconds).Order()];

    /// <summary>Between the two nearest values where there is none at the place itself.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (low, high) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        return sorted[low] + ((sorted[high] - sorted[low]) * (place - low));
    }
}
