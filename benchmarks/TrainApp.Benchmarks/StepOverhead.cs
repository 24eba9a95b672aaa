using System.Diagnostics;
using System.Globalization;
using TrainApp.Training;

namespace TrainApp.Benchmarks;

/// <summary>What the framework costs a training loop: the same steps of work with and without logger, sampler and stop check.</summary>
internal static class StepOverhead
{
    private const int Steps = 3000;
    private const int Rounds = 5;
    private const int WorkPerStep = 220_000;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("trainapp-overhead-").FullName;
        try
        {
            Plain();
            List<double> plain = [], framed = [];
            for (var round = 0; round < Rounds; round++)
            {
                plain.Add(Plain());
                framed.Add(await FramedAsync(Path.Combine(folder, round.ToString(CultureInfo.InvariantCulture))));
            }

            var (without, with) = (plain.Order().ElementAt(Rounds / 2), framed.Order().ElementAt(Rounds / 2));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Steps} steps, median of {Rounds} rounds"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"without the framework  {without * 1e6 / Steps,8:F1} µs a step"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"with it                {with * 1e6 / Steps,8:F1} µs a step"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"overhead               {(with - without) * 1e6 / Steps,8:F1} µs a step"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Plain()
    {
        var start = Stopwatch.GetTimestamp();
        double loss = 0;
        for (var step = 0; step < Steps; step++) loss += Work(step);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        GC.KeepAlive(loss);
        return seconds;
    }

    private static async Task<double> FramedAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        using var stop = new StopControl();
        var logger = TrainLogger.Create(folder, Path.Combine(folder, "events"), TimeProvider.System, stop.Check);
        double seconds;
        using (new ResourceSampler(folder, ["cpu"], logger.Sampled, TimeProvider.System))
        {
            var start = Stopwatch.GetTimestamp();
            logger.TrainStarted(1);
            logger.EpochStarted(1, Steps);
            for (var step = 0; step < Steps; step++)
                logger.StepFinished(metrics: new() { ["loss"] = Work(step), ["lr"] = 0.001 });
            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            logger.EpochFinished(1, new() { ["mAP"] = 0.5 });
        }

        await logger.DisposeAsync();
        return seconds;
    }

    /// <summary>A fixed amount of arithmetic, about a millisecond.</summary>
    private static double Work(int seed)
    {
        double x = seed + 1;
        for (var i = 0; i < WorkPerStep; i++) x = (x * 1.0000001) + 1e-9;
        return 1 / x;
    }
}
