namespace TrainApp;

/// <summary>
/// Recall, and precision and score at each recall point, for every category, area range, number of detections and threshold.
/// Nothing is defined for a category without ground truth in an area range.
/// </summary>
public sealed class CocoEvaluationResult
{
    private readonly double[] _precision, _scores, _recall;
    private readonly bool[] _isDefined;

    internal CocoEvaluationResult(CocoEvaluationSettings settings, long[] categoryIds)
    {
        (Settings, CategoryIds) = (settings, categoryIds);
        var curves = categoryIds.Length * settings.Areas.Length * settings.MaxDetections.Length * settings.Thresholds.Length;
        _recall = new double[curves];
        _precision = GC.AllocateUninitializedArray<double>(curves * settings.RecallPoints.Length);
        _scores = GC.AllocateUninitializedArray<double>(curves * settings.RecallPoints.Length);
        _isDefined = new bool[categoryIds.Length * settings.Areas.Length];
    }

    /// <summary>The parameters; the members below take indexes into their lists.</summary>
    public CocoEvaluationSettings Settings { get; }

    /// <summary>The ids of the categories, ascending; all other members number the categories in this order.</summary>
    public IReadOnlyList<long> CategoryIds { get; }

    /// <summary>Whether a category has ground truth that counts in an area range.</summary>
    public bool IsDefined(int category, int area) => _isDefined[(category * Settings.Areas.Length) + area];

    /// <summary>The recall that was reached; null without ground truth.</summary>
    public double? RecallOf(int category, int area, int maxDetections, int threshold) =>
        IsDefined(category, area) ? RecallAt(category, area, maxDetections, threshold) : null;

    /// <summary>The highest precision at or beyond each recall point; empty without ground truth.</summary>
    public ReadOnlySpan<double> PrecisionOf(int category, int area, int maxDetections, int threshold) =>
        IsDefined(category, area) ? PrecisionAt(category, area, maxDetections, threshold) : [];

    /// <summary>The score at which each recall point is reached; empty without ground truth.</summary>
    public ReadOnlySpan<double> ScoresOf(int category, int area, int maxDetections, int threshold) =>
        IsDefined(category, area) ? ScoresAt(category, area, maxDetections, threshold) : [];

    internal void Define(int category, int area) => _isDefined[(category * Settings.Areas.Length) + area] = true;

    internal ref double RecallAt(int category, int area, int maxDetections, int threshold) =>
        ref _recall[Curve(category, area, maxDetections, threshold)];

    internal Span<double> PrecisionAt(int category, int area, int maxDetections, int threshold) =>
        RowOf(_precision, Curve(category, area, maxDetections, threshold));

    internal Span<double> ScoresAt(int category, int area, int maxDetections, int threshold) =>
        RowOf(_scores, Curve(category, area, maxDetections, threshold));

    private int Curve(int category, int area, int maxDetections, int threshold) =>
        ((((category * Settings.Areas.Length) + area) * Settings.MaxDetections.Length) + maxDetections) * Settings.Thresholds.Length + threshold;

    private Span<double> RowOf(double[] values, int curve) =>
        values.AsSpan(curve * Settings.RecallPoints.Length, Settings.RecallPoints.Length);
}
