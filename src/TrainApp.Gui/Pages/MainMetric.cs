namespace TrainApp.Gui.Pages;

/// <summary>Which metric stands for a run where there is room for one.</summary>
internal static class MainMetric
{
    private static readonly string[] s_known = ["mAP", "AP", "AP50", "mIoU", "f1", "accuracy"];

    /// <summary>The first known one, in any spelling and also behind a prefix such as <c>val/</c>; else the first that is no loss; else the first.</summary>
    public static string? Of(IReadOnlyList<string> names)
    {
        foreach (var known in s_known)
        {
            if (names.FirstOrDefault(name => LastPart(name).Equals(known, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        }

        return names.FirstOrDefault(name => LastPart(name).StartsWith("mAP", StringComparison.OrdinalIgnoreCase))
            ?? names.FirstOrDefault(name => !name.Contains("loss", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("system/", StringComparison.Ordinal))
            ?? (names.Count > 0 ? names[0] : null);
    }

    private static ReadOnlySpan<char> LastPart(string name) => name.AsSpan(name.LastIndexOf('/') + 1);
}
