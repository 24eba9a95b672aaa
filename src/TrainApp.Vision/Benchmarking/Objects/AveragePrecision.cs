namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>Average precision, read off the curves.</summary>
internal sealed class AveragePrecision(CocoEvaluationResult curves, ClassThresholds thresholds)
{
    private const int Place75 = 5;

    private readonly int _classes = thresholds.OfClass.Count;

    /// <summary>Mean over thresholds, recalls and the classes with truth.</summary>
    public double Mean => MeanOf(OfClass) ?? 0;

    /// <summary>At IoU 0.5, mean over the classes with truth.</summary>
    public double Mean50 => MeanOf(classIndex => OfClass(classIndex, 0)) ?? 0;

    /// <summary>At IoU 0.75, mean over the classes with truth.</summary>
    public double Mean75 => MeanOf(classIndex => OfClass(classIndex, Place75)) ?? 0;

    /// <summary>At each class's threshold, mean over all classes: one without truth counts as 0.</summary>
    public double MeanOfAllClasses => Enumerable.Range(0, _classes).Average(classIndex => OfClass(classIndex, thresholds.OfClass[classIndex]) ?? 0);

    public double? OfClass(int classIndex) =>
        HasTruth(classIndex) ? Enumerable.Range(0, ClassThresholds.All.Count).Average(threshold => OfClass(classIndex, threshold)!.Value) : null;

    public double? At50(int classIndex) => OfClass(classIndex, 0);

    public double? At75(int classIndex) => OfClass(classIndex, Place75);

    /// <summary>Precision at the recalls 0, 0.01 … 1 at the class's threshold; empty without truth.</summary>
    public double[] Curve(int classIndex) => Curve(classIndex, thresholds.OfClass[classIndex]);

    /// <summary>The same, mean over the ten thresholds.</summary>
    public double[] MeanCurve(int classIndex) => HasTruth(classIndex) ? MeanOf(Enumerable.Range(0, ClassThresholds.All.Count).Select(threshold => Curve(classIndex, threshold))) : [];

    /// <summary>Per threshold, mean over the classes with truth.</summary>
    public IReadOnlyList<double[]> Curves()
    {
        return [.. Enumerable.Range(0, ClassThresholds.All.Count).Select(threshold =>
            MeanOf(Enumerable.Range(0, _classes).Where(HasTruth).Select(classIndex => Curve(classIndex, threshold))))];
    }

    private bool HasTruth(int classIndex) => curves.IsDefined(classIndex, 0);

    private double[] Curve(int classIndex, int threshold) => curves.PrecisionOf(classIndex, 0, 0, threshold).ToArray();

    private double? OfClass(int classIndex, int threshold) => HasTruth(classIndex) ? Curve(classIndex, threshold).Average() : null;

    private double[] MeanOf(IEnumerable<double[]> ofCurves)
    {
        var all = ofCurves.ToList();
        return [.. Enumerable.Range(0, curves.Settings.RecallPoints.Length).Select(recall => all.Average(curve => curve[recall]))];
    }

    private double? MeanOf(Func<int, double?> ofClass) => Enumerable.Range(0, _classes).Average(ofClass);
}
