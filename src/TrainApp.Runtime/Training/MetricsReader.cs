namespace TrainApp.Training;

/// <summary>
/// Reads the metrics of a run, while it goes on or after: fixed-size records in <c>metrics.bin</c>, whose series are
/// named by <see cref="SeriesFile"/>. A torn tail is dropped, and so is a record whose series a crash has lost.
/// </summary>
internal static class MetricsReader
{
    private const string Name = "metrics.bin";
    private const int RecordsPerBlock = 1 << 15;

    /// <summary>The file of a run.</summary>
    public static string PathIn(string runDirectory) => Path.Combine(runDirectory, Name);

    /// <summary>How many whole records a run has.</summary>
    public static long Count(string runDirectory)
    {
        var file = new FileInfo(PathIn(runDirectory));
        return file.Exists ? file.Length / MetricRecord.Size : 0;
    }

    /// <summary>Reads records in the order in which they were written.</summary>
    /// <param name="runDirectory">The run folder.</param>
    /// <param name="since">The first record wanted, from 0 on: what an earlier call gave as <see cref="MetricsPage.Next"/>.</param>
    /// <param name="limit">How many records are read at most.</param>
    public static MetricsPage Read(string runDirectory, long since = 0, int limit = int.MaxValue)
    {
        var count = (int)Math.Clamp(Count(runDirectory) - since, 0, limit);
        var records = new List<MetricRecord>(count);
        // Records first: whoever writes names a series before its first record.
        foreach (var record in Enumerate(runDirectory, since).Take(count)) records.Add(record);
        var next = since + records.Count;
        var series = SeriesFile.Read(runDirectory).Series;
        var known = series.Select(one => one.Id).ToHashSet();
        records.RemoveAll(record => !known.Contains(record.Series));
        return new MetricsPage(series, records, next);
    }

    /// <summary>The last value of every series, found from the end of the file.</summary>
    public static Dictionary<Series, MetricRecord> ReadLast(string runDirectory)
    {
        var count = Count(runDirectory);
        var missing = SeriesFile.Read(runDirectory).Series.DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        var last = new Dictionary<Series, MetricRecord>(missing.Count);
        using var blocks = new MetricsBlocks(PathIn(runDirectory), RecordsPerBlock);
        for (var end = count; end > 0 && missing.Count > 0; end -= RecordsPerBlock)
        {
            var start = Math.Max(0, end - RecordsPerBlock);
            var block = blocks.Read(start, (int)(end - start));
            for (var i = block.Length - MetricRecord.Size; i >= 0; i -= MetricRecord.Size)
            {
                var record = MetricRecord.Read(block[i..]);
                if (missing.Remove(record.Series, out var series)) last.Add(series, record);
            }
        }

        return last;
    }

    /// <summary>Streams records without holding them, known series or not.</summary>
    public static IEnumerable<MetricRecord> Enumerate(string runDirectory, long since = 0)
    {
        var count = Count(runDirectory);
        if (since >= count) yield break;
        using var blocks = new MetricsBlocks(PathIn(runDirectory), RecordsPerBlock);
        for (var start = since; start < count; start += RecordsPerBlock)
        {
            var length = blocks.Read(start, (int)Math.Min(RecordsPerBlock, count - start)).Length;
            for (var i = 0; i + MetricRecord.Size <= length; i += MetricRecord.Size) yield return MetricRecord.Read(blocks.Bytes[i..]);
        }
    }
}
