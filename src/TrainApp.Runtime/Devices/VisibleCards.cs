using System.Globalization;

namespace TrainApp.Devices;

/// <summary>Which cards a process may use, and in which order: <c>CUDA_VISIBLE_DEVICES</c>, read as CUDA reads it.</summary>
internal static class VisibleCards
{
    public const string Variable = "CUDA_VISIBLE_DEVICES";

    /// <summary>The cards in the order of <c>cuda:0</c>, <c>cuda:1</c>, ….</summary>
    /// <param name="cards">Every card, in the order of the bus.</param>
    /// <param name="variable">
    /// Places or beginnings of UUIDs, separated by commas; without it all cards. What stands behind an entry that is none, or that came before, does not count.
    /// </param>
    public static IReadOnlyList<GpuCard> Select(IReadOnlyList<GpuCard> cards, string? variable)
    {
        if (variable is null) return cards;
        List<GpuCard> visible = [];
        foreach (var entry in variable.Split(','))
        {
            if (Find(cards, entry.Trim()) is not { } card || visible.Contains(card)) break;
            visible.Add(card);
        }

        return visible;
    }

    private static GpuCard? Find(IReadOnlyList<GpuCard> cards, string entry)
    {
        if (int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var place)) return place < cards.Count ? cards[place] : null;
        if (!entry.StartsWith("GPU-", StringComparison.Ordinal)) return null;
        var named = cards.Where(card => card.Uuid?.StartsWith(entry, StringComparison.OrdinalIgnoreCase) == true).Take(2).ToList();
        return named is [var only] ? only : null;
    }
}
