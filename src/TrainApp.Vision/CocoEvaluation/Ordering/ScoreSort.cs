using System.Runtime.CompilerServices;

namespace TrainApp.Vision.CocoEvaluation.Ordering;

/// <summary>Stable sort by descending score: a radix sort, one byte of the score at a time, lowest first.</summary>
internal sealed class ScoreSort
{
    private const int Digits = sizeof(ulong);
    private const int Values = 256;
    private const int SmallCount = 48;

    private readonly int[] _counts = new int[Digits * Values];
    private ulong[] _keys = [], _otherKeys = [];
    private int[] _items = [], _otherItems = [];

    /// <summary>The places 0, 1, … of the scores, best score first; equal scores keep their order. Valid until the next call.</summary>
    public ReadOnlySpan<int> Order<TScores>(int count, TScores scores)
        where TScores : struct, IScores
    {
        EnsureCapacity(count);
        for (var i = 0; i < count; i++)
        {
            _keys[i] = DescendingKey(scores[i]);
            _items[i] = i;
        }

        if (count <= SmallCount) SortByInsertion(count);
        else SortByDigits(count);

        return _items.AsSpan(0, count);
    }

    /// <summary>An integer that is the smaller the larger the score is. Adding zero makes -0 and 0 equal.</summary>
    private static ulong DescendingKey(double score)
    {
        var bits = BitConverter.DoubleToUInt64Bits(score + 0.0);
        return (bits >> 63) != 0 ? bits : ~bits & 0x7FFF_FFFF_FFFF_FFFF;
    }

    private void SortByInsertion(int count)
    {
        for (var i = 1; i < count; i++)
        {
            var (key, item) = (_keys[i], _items[i]);
            var j = i;
            for (; j > 0 && _keys[j - 1] > key; j--) (_keys[j], _items[j]) = (_keys[j - 1], _items[j - 1]);

            (_keys[j], _items[j]) = (key, item);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortByDigits(int count)
    {
        Array.Clear(_counts);
        foreach (var key in _keys.AsSpan(0, count))
        {
            for (var digit = 0; digit < Digits; digit++) _counts[(digit * Values) + (byte)(key >> (8 * digit))]++;
        }

        for (var digit = 0; digit < Digits; digit++)
        {
            var counts = _counts.AsSpan(digit * Values, Values);
            if (counts[(byte)(_keys[0] >> (8 * digit))] < count) Distribute(count, 8 * digit, counts);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Distribute(int count, int shift, Span<int> counts)
    {
        var place = 0;
        foreach (ref var own in counts) (own, place) = (place, place + own);

        for (var i = 0; i < count; i++)
        {
            var target = counts[(byte)(_keys[i] >> shift)]++;
            _otherKeys[target] = _keys[i];
            _otherItems[target] = _items[i];
        }

        (_keys, _otherKeys) = (_otherKeys, _keys);
        (_items, _otherItems) = (_otherItems, _items);
    }

    private void EnsureCapacity(int count)
    {
        if (_keys.Length < count) (_keys, _otherKeys, _items, _otherItems) = (new ulong[count], new ulong[count], new int[count], new int[count]);
    }
}

/// <summary>Scores by place.</summary>
internal interface IScores
{
    double this[int place] { get; }
}
