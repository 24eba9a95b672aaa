namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>The IoU from which an object of each class counts as found, as places among the ten thresholds of COCO.</summary>
/// <param name="OfClass">Per class the place of its threshold in <see cref="All"/>.</param>
/// <param name="IsDefault">Whether all are 0.5: then figures are means over all ten thresholds.</param>
/// <param name="Name">What the average precision at these thresholds is called: <c>AP50</c>, or <c>AP_custom</c> where classes have their own.</param>
internal sealed record ClassThresholds(IReadOnlyList<int> OfClass, bool IsDefault, string Name)
{
    /// <summary>0.50, 0.55 … 0.95, rounded as COCO's tools round them.</summary>
    public static IReadOnlyList<double> All { get; } = CocoEvaluationSettings.Evenly(0.5, 0.95, 10);

    /// <summary>Those over which the figures of a class are averaged.</summary>
    public IReadOnlyList<int> AveragedOver(int classIndex) => IsDefault ? [.. Enumerable.Range(0, All.Count)] : [OfClass[classIndex]];

    public static ClassThresholds Of(BenchmarkSettings settings, IReadOnlyList<string> classes)
    {
        var places = classes.Select(name => PlaceOf(settings.ClassIou.GetValueOrDefault(name, settings.Iou))).ToList();
        var common = PlaceOf(settings.Iou);
        return new(
            places,
            settings.ClassIou.Count == 0 && common == 0,
            settings.ClassIou.Count > 0 ? "AP_custom" : FormattableString.Invariant($"AP{50 + (5 * common)}"));
    }

    /// <summary>The place of a threshold among the ten; -1 for any other number.</summary>
    public static int PlaceOf(double iou)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (Math.Abs(All[i] - iou) < 1e-9) return i;
        }

        return -1;
    }
}
