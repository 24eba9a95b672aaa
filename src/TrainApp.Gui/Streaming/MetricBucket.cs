namespace TrainApp.Gui.Streaming;

/// <summary>Values that follow each other, with the smallest and the largest of them; NaN where none is finite.</summary>
internal struct MetricBucket
{
    /// <summary>How many values it stands for.</summary>
    public int Count;

    public MetricPoint Least;

    public MetricPoint Most;

    public static MetricBucket Of(in MetricPoint point)
    {
        var kept = double.IsFinite(point.Value) ? point : point with { Value = double.NaN };
        return new MetricBucket { Count = 1, Least = kept, Most = kept };
    }

    /// <summary>Takes in the values that follow.</summary>
    public void Add(in MetricBucket next)
    {
        Count += next.Count;
        if (double.IsNaN(next.Least.Value)) return;
        // Written so that a NaN of this bucket gives way.
        if (!(Least.Value <= next.Least.Value)) Least = next.Least;
        if (!(Most.Value >= next.Most.Value)) Most = next.Most;
    }

    /// <summary>The one or two points that it is drawn as, in their order.</summary>
    public readonly (MetricPoint First, MetricPoint? Second) Points() =>
        Least.Place.Record == Most.Place.Record ? (Least, null)
        : Least.Place.Record < Most.Place.Record ? (Least, Most)
        : (Most, Least);
}
