using System.Diagnostics;
using System.Globalization;

namespace TrainApp.Benchmarks;

/// <summary>
/// What the train logger costs: the caller (time until a call returns) and in all (processor time of both threads until
/// everything is in its files), in a loop that does nothing else and in one that works for 50 µs a step.
/// </summary>
internal static class LoggerCost
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 20).Select(i => $"train/metric {i}")];

    public static async Task RunAsync()
    {
        Console.WriteLine("| loop | values a step | events | caller, mean µs | caller, p50 µs | p99 µs | p99.9 µs | in all, µs | memory peak, MB | dropped |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        await MeasureAsync(events: 20_000, values: 3, work: 0, show: false);
        await MeasureAsync(events: 1_000_000, values: 0, work: 0);
        await MeasureAsync(events: 1_000_000, values: 3, work: 0);
        await MeasureAsync(events: 200_000, values: 20, work: 0);
        await MeasureAsync(events: 100_000, values: 3, work: 50);
        await MeasureAsync(events: 50_000, values: 20, work: 50);
    }

    private static async Task MeasureAsync(int events, int values, int work, bool show = true)
    {
        var folder = Directory.CreateTempSubdirectory("trainapp-bench-").FullName;
        try
        {
            var calls = new long[events];
            GC.Collect();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            long peak = 0;
            var logger = TrainLogger.Create(folder, Path.Combine(folder, "logs"), TimeProvider.System, _ => { });
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < events; i++)
            {
                var metrics = values == 0 ? null : Metrics(values, i);
                var call = Stopwatch.GetTimestamp();
                logger.StepFinished(metrics: metrics);
                calls[i] = Stopwatch.GetTimestamp() - call;
                if (i % 10_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - before);
                Work(work);
            }

            await logger.DisposeAsync();
            var all = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / events;
            if (show) Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {(work == 0 ? "nothing else" : $"{work} µs of work")} | {values} | {events} | {calls.Average() * Microsecond:F2} | {At(0.5):F2} | {At(0.99):F2} | {At(0.999):F2} | {all - work:F2} | {peak / 1e6:F0} | {logger.DroppedEvents} |"));

            double At(double part)
            {
                Array.Sort(calls);
                return calls[(int)(part * (events - 1))] * Microsecond;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Microsecond => 1e6 / Stopwatch.Frequency;

    private static Dictionary<string, double> Metrics(int count, int step)
    {
        var metrics = new Dictionary<string, double>(count);
        for (var i = 0; i < count; i++) metrics[Names[i]] = step + i;
        return metrics;
    }

    private static void Work(int microseconds)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds) Thread.SpinWait(1);
    }
}
