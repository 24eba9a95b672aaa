using System.Diagnostics;
using System.Globalization;

namespace TrainApp.Benchmarks;

/// <summary>
/// How long reading and COCO evaluation of two files take in a warm process, and how much memory they need. The files are
/// arguments, so that other programs can be timed with the same ones.
/// </summary>
internal static class CocoEvaluationCost
{
    private const int Rounds = 15;

    public static int Run(string truthPath, string detectionPath, string kind)
    {
        CocoSimilarity? similarity = kind switch
        {
            "bbox" => CocoSimilarity.Boxes,
            "segm" => CocoSimilarity.Masks,
            "keypoints" => CocoSimilarity.Keypoints,
            _ => null,
        };
        if (similarity is null)
        {
            Console.Error.WriteLine("cocoeval GT DT [bbox|segm|keypoints]");
            return 2;
        }

        var settings = CocoEvaluationSettings.For(similarity.Value);
        var (reading, evaluation) = (new Measure("read both files"), new Measure("evaluate and summarise"));
        IReadOnlyList<CocoFigure> figures = [];
        double peakOfOne = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (truth, detections) = reading.Run(() => CocoEvaluationFiles.Read(truthPath, detectionPath, similarity.Value));
            if (round == 0) Print($"{truth.Images.Ids.Length} images, {truth.Categories.Ids.Length} classes, {truth.Count} annotations, {detections.Count} detections on {Environment.ProcessorCount} cores");
            figures = evaluation.Run(() => CocoSummary.Of(CocoEvaluator.Evaluate(truth, detections, settings)));
            if (round == 0) peakOfOne = Peak();
        }

        foreach (var figure in figures) Print($"{figure.Name,-12} {figure.Value,8:F4}");
        Console.WriteLine(reading);
        Console.WriteLine(evaluation);
        Print($"peak working set: {peakOfOne:F0} MiB after the first round, {Peak():F0} MiB after all");
        return 0;
    }

    private static double Peak()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1048576.0;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Wall time, processor time and allocated bytes of repeated work.</summary>
    private sealed class Measure(string name)
    {
        private readonly List<(double Wall, double Processor, long Bytes)> _runs = [];

        public T Run<T>(Func<T> work)
        {
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            var processor = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            var value = work();
            var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            _runs.Add((wall, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes));
            return value;
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: first {_runs[0].Wall:F1} ms, best of {Rounds} {_runs.Min(run => run.Wall):F1} ms, median {_runs.Select(run => run.Wall).Order().ElementAt(Rounds / 2):F1} ms; processor time best {_runs.Min(run => run.Processor):F1} ms; {_runs[^1].Bytes / 1048576.0:F1} MiB allocated");
    }
}
