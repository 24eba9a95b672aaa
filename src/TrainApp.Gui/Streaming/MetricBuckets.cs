using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrainApp.Gui.Streaming;

/// <summary>
/// The course of one series in a bounded number of buckets, whatever its length: when there are too many, each two become one.
/// No peak is ever lost.
/// </summary>
internal sealed class MetricBuckets
{
    private readonly List<MetricBucket> _buckets = [];
    private int _size = 1;

    /// <summary>How many values there are.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them are NaN or infinite.</summary>
    public long NotFinite { get; private set; }

    /// <summary>The newest value.</summary>
    public MetricPoint Last { get; private set; }

    public IReadOnlyList<MetricBucket> Buckets => _buckets;

    /// <summary>Adds a value. Optimized at once: the first look at a long run calls it ten million times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in MetricPoint point, int mostBuckets)
    {
        Count++;
        Last = point;
        if (!double.IsFinite(point.Value)) NotFinite++;
        var buckets = CollectionsMarshal.AsSpan(_buckets);
        if (buckets.Length > 0 && buckets[^1].Count < _size) buckets[^1].Add(point);
        else Add(MetricBucket.Of(point), mostBuckets);
    }

    /// <summary>Adds the values that follow in another part of the file.</summary>
    public void Add(MetricBuckets next, int mostBuckets)
    {
        if (next.Count == 0) return;
        Count += next.Count;
        NotFinite += next.NotFinite;
        Last = next.Last;
        _size = Math.Max(_size, next._size);
        foreach (ref readonly var bucket in CollectionsMarshal.AsSpan(next._buckets)) Add(bucket, mostBuckets);
    }

    private void Add(in MetricBucket bucket, int mostBuckets)
    {
        var buckets = CollectionsMarshal.AsSpan(_buckets);
        if (buckets.Length > 0 && buckets[^1].Count + bucket.Count <= _size)
        {
            buckets[^1].Add(bucket);
            return;
        }

        _buckets.Add(bucket);
        while (_buckets.Count > mostBuckets) Halve();
    }

    private void Halve()
    {
        _size *= 2;
        var buckets = CollectionsMarshal.AsSpan(_buckets);
        var last = 0;
        for (var i = 1; i < buckets.Length; i++)
        {
            if (buckets[last].Count + buckets[i].Count <= _size) buckets[last].Add(buckets[i]);
            else buckets[++last] = buckets[i];
        }

        CollectionsMarshal.SetCount(_buckets, last + 1);
    }
}
