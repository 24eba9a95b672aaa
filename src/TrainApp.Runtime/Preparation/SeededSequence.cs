namespace TrainApp.Preparation;

/// <summary>
/// Random numbers whose sequence belongs to a seed for ever (SplitMix64): a split of an old run can be made again, which
/// <see cref="Random"/> does not promise.
/// </summary>
internal struct SeededSequence(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var bits = _state;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }

    /// <summary>A number from 0 to below a bound, each equally likely.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var rest = ulong.MaxValue % (ulong)bound;
        while (true)
        {
            var bits = Next();
            // The topmost, incomplete stretch would favour small numbers.
            if (bits < ulong.MaxValue - rest) return (int)(bits % (ulong)bound);
        }
    }

    /// <summary>Puts items in random order, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
