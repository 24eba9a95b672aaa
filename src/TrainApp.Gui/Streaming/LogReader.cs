namespace TrainApp.Gui.Streaming;

/// <summary>
/// Reads a log by pages from its end towards its beginning. Places are byte offsets, which need no index of lines: the first page
/// of a log of any size costs what one page costs.
/// </summary>
internal static class LogReader
{
    private const int LinesPerStretch = 4_000;
    private const long BytesPerStretch = 1 << 20;
    private const long MostBytesOfPage = 16 << 20;
    private const long MostBytesCounted = 512L << 20;

    /// <summary>Reads a page.</summary>
    /// <param name="path">The log.</param>
    /// <param name="query">What is wanted.</param>
    /// <param name="isComplete">Whether nothing will be appended: then an end without a line feed is a line.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static LogPage Read(string path, LogQuery query, bool isComplete, CancellationToken cancellationToken)
    {
        using var file = LogFile.Open(path);
        var length = file.Length;
        var end = query.Before is { } before && before < length ? file.LastLineEnd(before) : isComplete ? length : file.LastLineEnd(length);
        List<LogLine> lines = [];
        if (query.After is { } after)
        {
            var last = Parse(file, after, end, query with { Level = LineLevel.Debug, Search = "" }, lines, query.Count).End;
            return new LogPage(lines, after, last, null, 0);
        }

        if (query.IsFiltered) return Search(file, query, end, cancellationToken);
        var start = file.StartOfLines(end, query.Count, MostBytesOfPage);
        Parse(file, start, end, query, lines);
        return new LogPage(lines, start, end, null, 0);
    }

    private static LogPage Search(LogFile file, LogQuery query, long end, CancellationToken cancellationToken)
    {
        var counts = query.Before is null;
        List<LogLine> found = [], stretch = [];
        var matches = 0L;
        var at = end;
        while (at > 0 && (found.Count < query.Count || (counts && end - at < MostBytesCounted)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = file.StartOfLines(at, LinesPerStretch, BytesPerStretch);
            stretch.Clear();
            matches += Parse(file, start, at, query, found.Count < query.Count ? stretch : null).Count;
            // Newest first while it is collected.
            for (var i = stretch.Count - 1; i >= 0 && found.Count < query.Count; i--) found.Add(stretch[i]);
            at = start;
        }

        found.Reverse();
        return new LogPage(found, found.Count == query.Count ? found[0].At : 0, end, counts ? matches : null, counts ? at : 0);
    }

    /// <summary>Reads the lines between two places; says how many are wanted, and where it ended.</summary>
    private static (int Count, long End) Parse(LogFile file, long start, long end, LogQuery query, List<LogLine>? lines, int most = int.MaxValue)
    {
        var splitter = new LineSplitter(start);
        var text = new LineText();
        var count = 0;
        while (splitter.Position < end && count < most)
        {
            var bytes = file.Read(splitter.Position, end);
            if (bytes.IsEmpty) break;
            while (count < most && (splitter.Advance(ref bytes) || splitter.Position == end))
            {
                text.Read(splitter.Line, splitter.LeftOut > 0);
                if (query.Takes(text.Text, out var level))
                {
                    count++;
                    lines?.Add(new LogLine(splitter.At, level, text.ToString(splitter.LeftOut)));
                }

                if (bytes.IsEmpty) break;
            }
        }

        return (count, splitter.Position);
    }
}
