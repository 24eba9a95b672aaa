using System.Runtime.CompilerServices;

namespace TrainApp.Vision.CocoEvaluation.Ordering;

/// <summary>Distinct ids in ascending order and the way back from an id to its place among them.</summary>
internal sealed class IdTable
{
    private const int SmallRange = 1 << 20;
    private const int SparsestShare = 16;

    private readonly long[] _ids;
    private readonly long _first;
    private readonly int[]? _dense;
    private readonly Dictionary<long, int>? _sparse;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public IdTable(ReadOnlySpan<long> ids)
    {
        var sorted = ids.ToArray();
        Array.Sort(sorted);
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1]) sorted[count++] = sorted[i];
        }

        _ids = sorted[..count];
        _first = count > 0 ? _ids[0] : 0;
        // As an unsigned number: the distance of two ids may exceed the largest signed one.
        var last = count > 0 ? (ulong)(_ids[^1] - _first) : 0;
        if (last < Math.Max(SmallRange, SparsestShare * (ulong)count))
        {
            _dense = new int[last + 1];
            for (var i = 0; i < count; i++) _dense[_ids[i] - _first] = i + 1;
        }
        else
        {
            _sparse = new Dictionary<long, int>(count);
            for (var i = 0; i < count; i++) _sparse.Add(_ids[i], i);
        }
    }

    public int Count => _ids.Length;

    public ReadOnlySpan<long> Ids => _ids;

    /// <summary>The place of an id, or -1.</summary>
    public int IndexOf(long id)
    {
        if (_dense is { } dense)
        {
            var offset = (ulong)(id - _first);
            return offset < (ulong)dense.Length ? dense[offset] - 1 : -1;
        }

        return _sparse!.TryGetValue(id, out var index) ? index : -1;
    }
}
