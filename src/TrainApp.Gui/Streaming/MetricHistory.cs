using System.Runtime.CompilerServices;
using TrainApp.Training;

namespace TrainApp.Gui.Streaming;

/// <summary>
/// The metrics of a run so far, as a bounded number of buckets per series. Each record of the file is read once for all who look;
/// a long file is read by all processors.
/// </summary>
internal sealed class MetricHistory(string runDirectory)
{
    /// <summary>A bucket gives two points: 2,000 per series, fewer where there are very many series.</summary>
    private const int MostBuckets = 999, FewestBuckets = 32, AllBuckets = 400_000;
    private const int RecordsPerBlock = 1 << 13, RecordsWorthParallel = 1 << 17, FewSeries = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<uint, MetricBuckets> _buckets = [];
    private List<Series> _series = [];
    private long _next;

    /// <summary>Reads what is new, and shows every series and the number of records that they were made of. What is shown must not be kept.</summary>
    public T Show<T>(Func<IReadOnlyList<(Series Series, MetricBuckets Values)>, long, T> use)
    {
        lock (_gate)
        {
            CatchUp();
            return use([.. _series.Where(series => _buckets.ContainsKey(series.Id)).Select(series => (series, _buckets[series.Id]))], _next);
        }
    }

    private void CatchUp()
    {
        var count = MetricsReader.Count(runDirectory);
        if (count < _next)
        {
            // Whoever went on after a crash has cut the file.
            _buckets.Clear();
            _next = 0;
        }

        if (count == _next) return;
        // After the count: whoever writes names a series before its first record.
        _series = [.. SeriesFile.Read(runDirectory).Series.DistinctBy(series => series.Id)];
        var most = Math.Clamp(AllBuckets / Math.Max(1, _series.Count), FewestBuckets, MostBuckets);
        var parts = (int)Math.Clamp((count - _next) / RecordsWorthParallel, 1, Environment.ProcessorCount);
        var length = (count - _next + parts - 1) / parts;
        var read = new Dictionary<uint, MetricBuckets>[parts];
        Parallel.For(0, parts, i => read[i] = Read(_next + i * length, Math.Min(count, _next + (i + 1) * length), most));
        foreach (var (id, values) in read.SelectMany(part => part))
        {
            if (!_buckets.TryGetValue(id, out var all)) _buckets.Add(id, all = new MetricBuckets());
            all.Add(values, most);
        }

        _next = count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Dictionary<uint, MetricBuckets> Read(long start, long end, int mostBuckets)
    {
        var found = _series.ToDictionary(series => series.Id, _ => new MetricBuckets());
        // Ids are counted from 1 on, unless a crash has left a hole.
        var few = new MetricBuckets?[FewSeries];
        foreach (var (id, values) in found.Where(pair => pair.Key < FewSeries)) few[id] = values;
        using var blocks = new MetricsBlocks(MetricsReader.PathIn(runDirectory), (int)Math.Min(RecordsPerBlock, end - start));
        for (var first = start; first < end; first += RecordsPerBlock)
        {
            var block = blocks.Read(first, (int)Math.Min(RecordsPerBlock, end - first));
            for (var i = 0; i < block.Length; i += MetricRecord.Size)
            {
                var record = MetricRecord.Read(block.Slice(i, MetricRecord.Size));
                var values = record.Series < FewSeries ? few[record.Series] : found.GetValueOrDefault(record.Series);
                values?.Add(first + i / MetricRecord.Size, record, mostBuckets);
            }
        }

        return found;
    }
}
