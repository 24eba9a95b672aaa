using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TrainApp.Training;

namespace TrainApp.Gui.Streaming;

/// <summary>
/// The course of one series in a bounded number of buckets, whatever its length: when there are too many, each two become one.
/// No peak is ever lost.
/// </summary>
internal sealed class MetricBuckets
{
    private readonly List<MetricBucket> _buckets = [];
    private int _size = 1;
    private MetricRecord _last;
    private long _lastPlace;

    /// <summary>How many values there are.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them are NaN or infinite.</summary>
    public long NotFinite { get; private set; }

    /// <summary>The newest value.</summary>
    public MetricPoint Last => new(new MetricPlace(_lastPlace, _last.Step, _last.Epoch, _last.WallTime), _last.Value);

    public IReadOnlyList<MetricBucket> Buckets => _buckets;

    /// <summary>Adds a value. Optimized at once: the first look at a long run calls it ten million times.</summary>
    /// <param name="place">Place of its record in the file.</param>
    /// <param name="record">The record.</param>
    /// <param name="mostBuckets">How many buckets there may be.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long place, in MetricRecord record, int mostBuckets)
    {
        Count++;
        _last = record;
        _lastPlace = place;
        var isFinite = double.IsFinite(record.Value);
        if (!isFinite) NotFinite++;
        var buckets = CollectionsMarshal.AsSpan(_buckets);
        if (buckets.Length == 0 || buckets[^1].Count >= _size)
        {
            Add(MetricBucket.Of(Last), mostBuckets);
            return;
        }

        ref var bucket = ref buckets[^1];
        bucket.Count++;
        // Written so that a NaN of the bucket gives way.
        if (isFinite && !(bucket.Least.Value <= record.Value)) bucket.Least = Last;
        if (isFinite && !(bucket.Most.Value >= record.Value)) bucket.Most = Last;
    }

    /// <summary>Adds the values that follow in another part of the file.</summary>
    public void Add(MetricBuckets next, int mostBuckets)
    {
        if (next.Count == 0) return;
        Count += next.Count;
        NotFinite += next.NotFinite;
        (_last, _lastPlace) = (next._last, next._lastPlace);
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
