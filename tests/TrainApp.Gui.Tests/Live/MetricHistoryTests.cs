using TrainApp.Gui.Streaming;
using TrainApp.Training;

namespace TrainApp.Gui.Tests.Live;

public sealed class MetricHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trainapp-history-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(900, 1)]
    [InlineData(50_000, 1)]
    [InlineData(50_000, 37)]
    [InlineData(700_000, 3)]
    public void Every_bucket_holds_the_least_and_the_most_of_its_values_and_no_value_is_lost(int points, int looks)
    {
        var random = new Random(points);
        var values = Enumerable.Range(0, points).Select(i => i % 97 == 5 ? double.NaN : i % 1009 == 7 ? double.PositiveInfinity : random.NextDouble() - i * 1e-4).ToArray();
        var history = new MetricHistory(_folder);
        for (var look = 0; look < looks; look++)
        {
            using (var writer = new MetricsWriter(_folder))
            {
                for (var i = points * look / looks; i < points * (look + 1) / looks; i++)
                {
                    writer.Add("loss", MetricAxis.Step, i / 100, i, i, values[i]);
                    if (i % 10 == 0) writer.Add("rare", MetricAxis.Epoch, i / 100, i, i, -values[i]);
                    if (writer.IsFull) writer.Flush();
                }

                writer.Flush();
            }

            history.Show((_, next) => next);
        }

        var shown = history.Show((all, next) => (Series: all.ToDictionary(one => one.Series.Name, one => one.Values), Next: next));
        Assert.Equal(points + (points + 9) / 10, shown.Next);
        Compare(shown.Series["loss"], values);
        Compare(shown.Series["rare"], [.. values.Where((_, i) => i % 10 == 0).Select(value => -value)]);
    }

    [Fact]
    public void A_torn_tail_and_records_without_a_series_do_not_count()
    {
        using (var writer = new MetricsWriter(_folder))
        {
            for (var i = 0; i < 3; i++) writer.Add("loss", MetricAxis.Step, 0, i, i, i);
            writer.Flush();
        }

        using (var file = new FileStream(MetricsReader.PathIn(_folder), FileMode.Append))
        {
            var stray = new byte[MetricRecord.Size];
            new MetricRecord(77, 0, 0, 0, 1e9).Write(stray);
            file.Write(stray);
            file.Write(stray.AsSpan(0, 13));
        }

        var history = new MetricHistory(_folder);
        Assert.Equal(4, history.Show((_, next) => next));
        Assert.Equal(3, history.Show((all, _) => Assert.Single(all).Values.Count));
    }

    [Fact]
    public void A_run_without_metrics_has_none() => Assert.Equal((0, 0L), new MetricHistory(_folder).Show((all, next) => (all.Count, next)));

    private static void Compare(MetricBuckets found, double[] values)
    {
        Assert.Equal(values.Length, found.Count);
        Assert.Equal(values.Count(value => !double.IsFinite(value)), found.NotFinite);
        Assert.Equal(values[^1], found.Last.Value);
        Assert.InRange(found.Buckets.Count, Math.Min(values.Length, 450), 999);
        var at = 0;
        foreach (var bucket in found.Buckets)
        {
            var own = values.AsSpan(at, bucket.Count).ToArray().Where(double.IsFinite).DefaultIfEmpty(double.NaN).ToList();
            Assert.Equal(own.Min(), bucket.Least.Value);
            Assert.Equal(own.Max(), bucket.Most.Value);
            var (first, second) = bucket.Points();
            Assert.True(second is null || first.Place.Step < second.Value.Place.Step);
            at += bucket.Count;
        }

        Assert.Equal(values.Length, at);
    }
}
