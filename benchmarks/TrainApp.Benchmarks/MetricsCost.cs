using System.Diagnostics;
using System.Globalization;
using TrainApp.Training;

namespace TrainApp.Benchmarks;

/// <summary>What ten million points in a run's metrics cost to write and to read.</summary>
internal static class MetricsCost
{
    private const int Points = 10_000_000;
    private const int Series = 12_000;

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("trainapp-bench-").FullName;
        try
        {
            Measure("write all", () =>
            {
                var names = Enumerable.Range(0, Series).Select(i => $"metric {i}").ToArray();
                using var writer = new MetricsWriter(folder);
                for (var i = 0; i < Points; i++)
                {
                    writer.Add(names[i % Series], MetricAxis.Step, 0, i, i, i);
                    if (writer.IsFull) writer.Flush();
                }

                writer.Flush();
                return Points;
            });
            Measure("stream all", () => MetricsReader.Enumerate(folder).Count());
            Measure("read the last 10,000", () => MetricsReader.Read(folder, since: Points - 10_000).Records.Count);
            Measure("last value of each series", () => MetricsReader.ReadLast(folder).Count);
            Measure("open to go on", () =>
            {
                using var writer = new MetricsWriter(folder);
                writer.Add("one more", MetricAxis.Step, 0, 0, 0, 0);
                writer.Flush();
                return 1;
            });
            Measure("last values, one series long silent", () => MetricsReader.ReadLast(WithSilentSeries(folder)).Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string WithSilentSeries(string folder)
    {
        using var series = File.AppendText(SeriesFile.PathIn(folder));
        series.Write("{\"id\":999999,\"name\":\"silent\",\"axis\":\"step\"}\n");
        return folder;
    }

    private static void Measure(string what, Func<int> action)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var start = Stopwatch.GetTimestamp();
        var count = action();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-38} {count,10} {Stopwatch.GetElapsedTime(start).TotalMilliseconds,8:F0} ms {(GC.GetTotalAllocatedBytes() - allocated) / 1e6,6:F1} MB allocated"));
    }
}
