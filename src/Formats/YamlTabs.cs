namespace TrainApp.Formats;

/// <summary>Finds a tab in the indentation of a line of YAML.</summary>
internal static class YamlTabs
{
    /// <summary>Reports the first tab that indents a line with content; lines inside scalars do not count.</summary>
    public static void Check(string text, LineMap lines, IReadOnlyList<YamlScalar> scalars, Action<int, int> report)
    {
        for (var line = 1; lines.StartOf(line) < text.Length; line++)
        {
            var start = lines.StartOf(line);
            var at = start;
            while (at < text.Length && text[at] is ' ' or '\t') at++;
            if (at == text.Length || text[at] is '\n' or '\r' or '#') continue;
            var tab = text.IndexOf('\t', start, at - start);
            if (tab < 0 || scalars.Any(scalar => scalar.Place.Start < start && scalar.Place.Start + scalar.Place.Length > tab)) continue;
            report(tab, tab + 1);
            return;
        }
    }
}
