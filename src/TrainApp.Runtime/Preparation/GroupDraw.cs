namespace TrainApp.Preparation;

/// <summary>Draws whole groups of images so that their number is as near to a wanted one as groups of these sizes allow.</summary>
internal static class GroupDraw
{
    /// <summary>Chooses groups; of each size about the same share, which ones the seed decides.</summary>
    /// <param name="groups">The groups' images.</param>
    /// <param name="wanted">How many images to choose.</param>
    /// <param name="random">The seeded numbers.</param>
    /// <returns>For each group whether it was chosen. Neither all nor none, where there are two.</returns>
    public static bool[] Choose(IReadOnlyList<IReadOnlyList<ImageItem>> groups, int wanted, SeededSequence random)
    {
        var chosen = new bool[groups.Count];
        var order = Enumerable.Range(0, groups.Count).ToArray();
        random.Shuffle<int>(order);
        List<(int Size, List<int> Groups)> sizes = [.. order.GroupBy(group => groups[group].Count).OrderByDescending(size => size.Key).Select(size => (size.Key, size.ToList()))];
        var total = groups.Sum(group => group.Count);
        var sums = Sums(sizes, total);
        if (Nearest(sums[0], wanted, total) is not { } rest) return chosen;
        var share = (double)rest / total;
        for (var i = 0; i < sizes.Count; i++)
        {
            var (size, members) = sizes[i];
            var count = CountOf(members.Count, share, number => (long)number * size <= rest && Has(sums[i + 1], rest - (number * size)));
            for (var k = 0; k < count; k++) chosen[members[k]] = true;
            rest -= count * size;
        }

        return chosen;
    }

    /// <summary>For each place in the list of sizes, the sums that groups from there on can have, as bits.</summary>
    private static ulong[][] Sums(List<(int Size, List<int> Groups)> sizes, int total)
    {
        var sums = new ulong[sizes.Count + 1][];
        sums[^1] = new ulong[(total / 64) + 1];
        sums[^1][0] = 1;
        for (var i = sizes.Count - 1; i >= 0; i--)
        {
            var bits = sums[i + 1].ToArray();
            // Doubling: 1, 2, 4, … groups at a time reach every number of them.
            for (int left = sizes[i].Groups.Count, step = 1; left > 0; left -= step, step = Math.Min(step * 2, left)) OrShifted(bits, step * sizes[i].Size);
            sums[i] = bits;
        }

        return sums;
    }

    private static void OrShifted(ulong[] bits, int shift)
    {
        var (words, rest) = (shift / 64, shift % 64);
        for (var i = bits.Length - 1; i >= words; i--)
        {
            var moved = bits[i - words] << rest;
            if (rest > 0 && i > words) moved |= bits[i - words - 1] >> (64 - rest);
            bits[i] |= moved;
        }
    }

    private static bool Has(ulong[] bits, int sum) => (bits[sum / 64] >> (sum % 64) & 1) != 0;

    private static int? Nearest(ulong[] bits, int wanted, int total)
    {
        for (var distance = 0; distance < total; distance++)
        {
            if (wanted - distance is var below and > 0 && below < total && Has(bits, below)) return below;
            if (wanted + distance is var above and > 0 && above < total && Has(bits, above)) return above;
        }

        return null;
    }

    /// <summary>The possible number that is nearest to a share of all.</summary>
    private static int CountOf(int all, double share, Func<int, bool> isPossible)
    {
        var ideal = (int)Math.Round(all * share);
        for (var distance = 0; distance <= all; distance++)
        {
            if (ideal - distance >= 0 && isPossible(ideal - distance)) return ideal - distance;
            if (ideal + distance <= all && isPossible(ideal + distance)) return ideal + distance;
        }

        throw new InvalidOperationException("A sum that groups can have has no groups.");
    }
}
