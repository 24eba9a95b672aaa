namespace TrainApp.Gui.Streaming;

/// <summary>Reads what is appended to a log, from a place on; each byte once.</summary>
internal sealed class LogTail(string path, long start) : IDisposable
{
    private readonly LineSplitter _splitter = new(start);
    private readonly LineText _text = new();
    private LogFile? _file;
    private long _given = start;

    /// <summary>The end of the last line that was given.</summary>
    public long Position => _given;

    /// <summary>What the line says that is not whole yet, such as a progress bar; null where there is none.</summary>
    public string? Unfinished { get; private set; }

    /// <summary>Reads lines that have become whole.</summary>
    /// <param name="lines">Takes them.</param>
    /// <param name="most">How many, about.</param>
    /// <param name="end">Where to stop; null for the end of the file.</param>
    /// <param name="isComplete">Whether nothing will be appended: then what is left is a line.</param>
    /// <returns>Whether there is more.</returns>
    public bool Read(List<LogLine> lines, int most, long? end, bool isComplete)
    {
        var length = Math.Min(Length(), end ?? long.MaxValue);
        var grew = length > _splitter.Position;
        while (_splitter.Position < length && lines.Count < most)
        {
            var bytes = _file!.Read(_splitter.Position, length);
            if (bytes.IsEmpty) break;
            while (_splitter.Advance(ref bytes)) Give(lines);
        }

        var isAtEnd = _splitter.Position >= length;
        if (isAtEnd && isComplete && _splitter.Position > _given) Give(lines);
        if (grew || _splitter.Position == _given) Unfinished = _splitter.Position > _given ? Say() : null;
        return !isAtEnd;
    }

    public void Dispose() => _file?.Dispose();

    private long Length()
    {
        // A handle on nothing would stay one when the file appears.
        if (_file is { Length: 0 })
        {
            _file.Dispose();
            _file = null;
        }

        _file ??= LogFile.Open(path);
        return _file.Length;
    }

    private void Give(List<LogLine> lines)
    {
        var said = Say();
        lines.Add(new LogLine(_splitter.At, LineLevels.Of(said), said));
        _given = _splitter.Position;
    }

    private string Say()
    {
        _text.Read(_splitter.Line, _splitter.LeftOut > 0);
        return _text.ToString(_splitter.LeftOut);
    }
}
