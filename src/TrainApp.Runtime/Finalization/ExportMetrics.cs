using System.Globalization;
using TrainApp.Training;

namespace TrainApp.Finalization;

/// <summary>Evaluates an exported ONNX file as the checkpoint was evaluated, and compares the primary metric.</summary>
internal static class ExportMetrics
{
    /// <summary>A larger difference is more than other rounding explains.</summary>
    private const double Tolerance = 0.01;

    private const string FolderName = "export-evaluation";

    /// <summary>The check; null where the checkpoint was not evaluated, or the app cannot run the file.</summary>
    /// <param name="context">The run.</param>
    /// <param name="file">The exported file.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public static async Task<ExportCheck?> CheckAsync(FinalizationContext context, string file, CancellationToken cancellationToken)
    {
        if (context is not { Run.Benchmark: true, App: { EvaluatesOnnx: true, Evaluate: { } evaluate }, Experiment.Evaluation: { } known }) return null;
        var folder = BenchmarkStep.WorkFolder(context, FolderName);
        var outcome = await evaluate(BenchmarkStep.RequestOf(context, folder) with { OnnxFile = file, WritesReport = false }, cancellationToken);
        Directory.Delete(folder, recursive: true);
        var (expected, found) = (known.Metrics.GetValueOrDefault(known.PrimaryMetric), outcome.Metrics.GetValueOrDefault(known.PrimaryMetric));
        var difference = expected is null && found is null ? 0 : Math.Abs((expected ?? 0) - (found ?? 0));
        return new ExportCheck(
            known.PrimaryMetric,
            difference <= Tolerance,
            string.Create(CultureInfo.InvariantCulture, $"{found:0.######} in ONNX Runtime, {expected:0.######} of the checkpoint, on {outcome.Images} validation images."));
    }
}
