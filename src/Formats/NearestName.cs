namespace TrainApp.Formats;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int LongName = 8;

    /// <summary>
    /// Whether two different names are so alike that one is taken for a misspelling of the other: one edit apart, two when
    /// the known name has eight letters or more. Swapped neighbours are one edit; case does not count.
    /// </summary>
    public static bool Resembles(string given, string known)
    {
        var distance = Distance(given, known);
        return distance <= (known.Length >= LongName ? 2 : 1) && distance < known.Length && !string.Equals(given, known, StringComparison.Ordinal);
    }

    /// <summary>The known name that a given one resembles most, or null.</summary>
    public static string? Resembling(string given, IEnumerable<string> known) =>
        known.Where(name => Resembles(given, name)).OrderBy(name => Distance(given, name)).FirstOrDefault();

    /// <summary>The closest of some names, for a suggestion: it may differ in up to a third of its letters.</summary>
    public static string? Closest(string given, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var name in known)
        {
            var distance = Distance(given, name);
            if (distance < bestDistance && distance <= Math.Max(1, Math.Max(given.Length, name.Length) / 3) && distance < name.Length)
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>A sentence that names the closest name, with a space before it, or nothing.</summary>
    public static string Suggest(string given, IEnumerable<string> known) =>
        Closest(given, known) is { } name ? $" Did you mean '{name}'?" : "";

    /// <summary>Damerau–Levenshtein distance (optimal string alignment) without regard to case.</summary>
    internal static int Distance(string a, string b)
    {
        a = a.ToLowerInvariant();
        b = b.ToLowerInvariant();
        var beforeLast = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
