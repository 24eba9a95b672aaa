namespace TrainApp.Vision.Benchmarking.Pixels;

/// <summary>The pixels of one class, in one image or in all. Errors lie at the boundary, in objects that were found otherwise (extent), or are whole objects (segment).</summary>
internal readonly record struct PixelCounts
{
    public long TruePositive { get; init; }

    public long TrueNegative { get; init; }

    public long FalsePositiveBoundary { get; init; }

    public long FalseNegativeBoundary { get; init; }

    public long FalsePositiveExtent { get; init; }

    public long FalseNegativeExtent { get; init; }

    public long FalsePositiveSegment { get; init; }

    public long FalseNegativeSegment { get; init; }

    /// <summary>Pixels of the inner bands of truth and prediction that both have.</summary>
    public long BandShared { get; init; }

    /// <summary>Pixels of the inner bands that either has.</summary>
    public long BandUnion { get; init; }

    public long FalsePositive => FalsePositiveBoundary + FalsePositiveExtent + FalsePositiveSegment;

    public long FalseNegative => FalseNegativeBoundary + FalseNegativeExtent + FalseNegativeSegment;

    public static PixelCounts operator +(PixelCounts a, PixelCounts b) => new()
    {
        TruePositive = a.TruePositive + b.TruePositive,
        TrueNegative = a.TrueNegative + b.TrueNegative,
        FalsePositiveBoundary = a.FalsePositiveBoundary + b.FalsePositiveBoundary,
        FalseNegativeBoundary = a.FalseNegativeBoundary + b.FalseNegativeBoundary,
        FalsePositiveExtent = a.FalsePositiveExtent + b.FalsePositiveExtent,
        FalseNegativeExtent = a.FalseNegativeExtent + b.FalseNegativeExtent,
        FalsePositiveSegment = a.FalsePositiveSegment + b.FalsePositiveSegment,
        FalseNegativeSegment = a.FalseNegativeSegment + b.FalseNegativeSegment,
        BandShared = a.BandShared + b.BandShared,
        BandUnion = a.BandUnion + b.BandUnion,
    };

    /// <summary>The figures by their names in the reference; null where one is undefined.</summary>
    public IReadOnlyDictionary<string, double?> Figures()
    {
        long errorBoundary = FalsePositiveBoundary + FalseNegativeBoundary;
        long errorExtent = FalsePositiveExtent + FalseNegativeExtent;
        long errorSegment = FalsePositiveSegment + FalseNegativeSegment;
        var union = TruePositive + FalsePositive + FalseNegative;
        var (precision, recall) = (Ratio(TruePositive, TruePositive + FalsePositive), Ratio(TruePositive, TruePositive + FalseNegative));
        return new Dictionary<string, double?>(StringComparer.Ordinal)
        {
            ["TP"] = TruePositive,
            ["TN"] = TrueNegative,
            ["FP_boundary"] = FalsePositiveBoundary,
            ["FN_boundary"] = FalseNegativeBoundary,
            ["FP_extent"] = FalsePositiveExtent,
            ["FN_extent"] = FalseNegativeExtent,
            ["FP_segment"] = FalsePositiveSegment,
            ["FN_segment"] = FalseNegativeSegment,
            ["FP"] = FalsePositive,
            ["FN"] = FalseNegative,
            ["E_boundary"] = errorBoundary,
            ["E_extent"] = errorExtent,
            ["E_segment"] = errorSegment,
            ["IoU"] = Ratio(TruePositive, union),
            ["precision"] = precision,
            ["recall"] = recall,
            ["F1_score"] = precision is null || recall is null ? null : Ratio(2 * TruePositive, TruePositive + union),
            ["FP_boundary_oU"] = Ratio(FalsePositiveBoundary, union),
            ["FN_boundary_oU"] = Ratio(FalseNegativeBoundary, union),
            ["E_boundary_oU"] = Ratio(errorBoundary, union),
            ["FP_extent_oU"] = Ratio(FalsePositiveExtent, union),
            ["FN_extent_oU"] = Ratio(FalseNegativeExtent, union),
            ["E_extent_oU"] = Ratio(errorExtent, union),
            ["FP_segment_oU"] = Ratio(FalsePositiveSegment, union),
            ["FN_segment_oU"] = Ratio(FalseNegativeSegment, union),
            ["E_segment_oU"] = Ratio(errorSegment, union),
            ["E_boundary_oU_renormed"] = Ratio(errorBoundary, TruePositive + errorBoundary),
            ["E_extent_oU_renormed"] = Ratio(errorExtent, TruePositive + errorBoundary + errorExtent),
            ["E_segment_oU_renormed"] = Ratio(errorSegment, union),
            ["boundary_IoU"] = Ratio(BandShared, BandUnion),
        };
    }

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
