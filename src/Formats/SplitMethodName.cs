namespace TrainApp.Formats;

/// <summary>Names of the methods of splitting: short ones, and those of the reference system's tabs.</summary>
internal static class SplitMethodName
{
    private static readonly string[] s_short = ["random", "tags", "datasets", "collections"];

    /// <summary>The short names.</summary>
    public static IReadOnlyList<string> All => s_short;

    /// <summary>The short name of a spelling, without regard to case; null for none.</summary>
    public static string? Find(string spelling)
    {
        var word = spelling.Trim().ToLowerInvariant();
        if (word.StartsWith("based on ", StringComparison.Ordinal)) word = word.Substring("based on ".Length);
        if (word == "item tags") word = "tags";
        return Array.IndexOf(s_short, word) < 0 ? null : word;
    }
}
