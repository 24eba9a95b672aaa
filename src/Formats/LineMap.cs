namespace TrainApp.Formats;

/// <summary>Turns offsets of a text into places with lines and columns.</summary>
internal sealed class LineMap
{
    private readonly List<int> _starts = [0];
    private readonly int _length;

    public LineMap(string text)
    {
        _length = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _starts.Add(i + 1);
            }
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
