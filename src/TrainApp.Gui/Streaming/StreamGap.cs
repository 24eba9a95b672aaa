using TrainApp.Gui.Service;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Streaming;

/// <summary>What lies between two places of a run, in frames of bounded size, for one who has fallen behind or comes back.</summary>
internal static class StreamGap
{
    private const int MostPoints = 5_000, MostLines = 2_000;

    /// <summary>The events from one place to another; the last frame tells how the run is.</summary>
    public static IEnumerable<StreamFrame> Read(RunView view, StreamCursor start, StreamCursor to)
    {
        var folder = view.Status.Folder;
        var at = start with { Metrics = Math.Min(start.Metrics, to.Metrics), Log = Math.Min(start.Log, to.Log), Journal = Math.Min(start.Journal, to.Journal) };
        using var log = new LogTail(folder.Log, at.Log);
        List<LogLine> lines = [];
        while (at.Metrics < to.Metrics || at.Log < to.Log)
        {
            var frame = new StreamFrame();
            AddMetrics(frame, folder, ref at, to.Metrics, MostPoints);
            lines.Clear();
            log.Read(lines, MostLines, to.Log, isComplete: false);
            // A place that is not the end of a line: the file ended there once.
            if (lines.Count == 0) log.Read(lines, MostLines, to.Log, isComplete: true);
            AddLines(frame, ref at, lines, log.Position, unfinished: null);
            yield return frame;
            if (log.Position == at.Log && lines.Count == 0 && at.Log < to.Log) at = at with { Log = to.Log };
        }

        // What the view knows beyond the place comes with the next frame.
        var last = new StreamFrame();
        last.Add("state", at with { Journal = to.Journal }, writer => writer.WriteState(view, at.Journal, to.Journal));
        last.Add("progress", cursor: null, writer => writer.WriteProgress(view));
        yield return last;
    }

    public static void AddMetrics(StreamFrame frame, RunFolder folder, ref StreamCursor at, long end, int most)
    {
        var count = (int)Math.Min(end - at.Metrics, most);
        if (count <= 0) return;
        List<MetricRecord> records = new(count);
        using (var blocks = new MetricsBlocks(MetricsReader.PathIn(folder.Directory), count))
        {
            var block = blocks.Read(at.Metrics, count);
            for (var i = 0; i < block.Length; i += MetricRecord.Size) records.Add(MetricRecord.Read(block[i..]));
        }

        var series = SeriesFile.Read(folder.Directory).Series;
        var known = series.Select(one => one.Id).ToHashSet();
        records.RemoveAll(record => !known.Contains(record.Series));
        at = at with { Metrics = at.Metrics + count };
        frame.Add("metrics", at, writer => writer.WriteMetrics(new MetricsPage(series, records, 0)));
    }

    public static void AddLines(StreamFrame frame, ref StreamCursor at, IReadOnlyList<LogLine> lines, long end, string? unfinished)
    {
        var from = at.Log;
        at = at with { Log = end };
        if (lines.Count == 0 && unfinished is null) return;
        frame.Add("log", at, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("from", from);
            writer.WriteNumber("to", end);
            writer.WriteLines(lines);
            if (unfinished is not null) writer.WriteString("unfinished", unfinished);
            writer.WriteEndObject();
        });
    }
}
