namespace TrainApp.Formats;

/// <summary>Turns offsets of a text into places with lines and columns.</summary>
internal sealed class LineMap
{
    private static readonly char[] s_breaks = ['\n', '\r'];
    private readonly List<int> _starts = [0];
    private readonly int _length;

    public LineMap(string text)
    {
        _length = text.Length;
        for (var at = text.IndexOfAny(s_breaks); at >= 0; at = text.IndexOfAny(s_breaks, at))
        {
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            _starts.Add(at);
        }
    }

    /// <summary>The place between two offsets; offsets outside the text are moved to its ends.</summary>
    public Place Between(int start, int end)
    {
        start = Math.Min(Math.Max(start, 0), _length);
        end = Math.Min(Math.Max(end, start), _length);
        var line = LineOf(start);
        var endLine = LineOf(end);
        return new(start, end - start, line, start - _starts[line - 1] + 1, endLine, end - _starts[endLine - 1] + 1);
    }

    /// <summary>The line, from 1, that holds an offset.</summary>
    public int LineOf(int offset)
    {
        var found = _starts.BinarySearch(offset);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The offset at which a line, from 1, starts; the text's length for a line after the last.</summary>
    public int StartOf(int line) => line <= _starts.Count ? _starts[line - 1] : _length;
}
