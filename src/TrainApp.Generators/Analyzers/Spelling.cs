namespace TrainApp.Generators.Analyzers;

/// <summary>Which known name somebody meant.</summary>
internal static class Spelling
{
    /// <summary>Whether two names differ by letter case, underscores or a slip or two (of adjacent letters swapped, one too many, one missing, one wrong).</summary>
    public static bool Resembles(string written, string known) => Distance(Plain(written), Plain(known)) <= Allowed(written);

    /// <summary>The nearest of the names that the written one resembles, or null; of equally near ones the first.</summary>
    public static string? Nearest(string written, IEnumerable<string> known) => known
        .Select(name => (Name: name, Distance: Distance(Plain(written), Plain(name))))
        .Where(candidate => candidate.Distance <= Allowed(written))
        .OrderBy(static candidate => candidate.Distance)
        .Select(static candidate => candidate.Name)
        .FirstOrDefault();

    private static int Allowed(string written) => written.Length switch { < 3 => 0, < 8 => 1, _ => 2 };

    private static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
