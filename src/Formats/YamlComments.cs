namespace TrainApp.Formats;

/// <summary>
/// The comments of a YAML text. They are found beside the parser: its own comment events lose their place inside flow
/// collections.
/// </summary>
internal sealed class YamlComments
{
    private readonly string _text;
    private readonly LineMap _lines;
    private readonly Dictionary<int, YamlComment> _behind = [];
    private readonly Dictionary<int, YamlComment> _alone = [];

    /// <param name="text">The text.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="scalars">Where scalars stand, in order; a <c>#</c> inside them starts no comment.</param>
    public YamlComments(string text, LineMap lines, IReadOnlyList<YamlScalar> scalars)
    {
        _text = text;
        _lines = lines;
        var next = 0;
        for (var at = 0; at < text.Length; at++)
        {
            while (next < scalars.Count && scalars[next].Place.Start + scalars[next].Place.Length <= at) next++;
            if (next < scalars.Count && scalars[next].Place.Start <= at)
            {
                at = scalars[next].Place.Start + scalars[next].Place.Length - 1;
                continue;
            }

            if (text[at] != '#' || (at > 0 && !char.IsWhiteSpace(text[at - 1]) && text[at - 1] != '\uFEFF')) continue;
            var end = at;
            while (end < text.Length && text[end] is not ('\n' or '\r')) end++;
            var place = lines.Between(at, end);
            var alone = string.IsNullOrWhiteSpace(text.Substring(lines.StartOf(place.Line), at - lines.StartOf(place.Line)));
            (alone ? _alone : _behind)[place.Line] = new(text.Substring(at + 1, end - at - 1).Trim(), place);
            at = end - 1;
        }
    }

    /// <summary>The comment that follows an offset on its line, with nothing but space and a comma between.</summary>
    public YamlComment? Behind(int offset)
    {
        if (!_behind.TryGetValue(_lines.LineOf(offset), out var found) || found.Place.Start < offset) return null;
        var between = _text.Substring(offset, found.Place.Start - offset);
        return between.Trim() is "" or "," or ":" ? found : null;
    }

    /// <summary>The comment lines right above a line, joined by spaces.</summary>
    public string? Above(int line)
    {
        List<string> lines = [];
        while (_alone.TryGetValue(--line, out var found)) lines.Insert(0, found.Text);

        return lines.Count == 0 ? null : string.Join(" ", lines);
    }
}
