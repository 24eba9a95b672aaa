using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Verbs;

/// <summary>What <c>benchmark</c> says in JSON; null stands for what is undefined.</summary>
/// <param name="Task">What was compared.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Confidence">The threshold of confidence at which objects are counted.</param>
/// <param name="Metrics">The metrics by their names.</param>
/// <param name="PerClass">The figures of each class.</param>
/// <param name="Report">The report's page.</param>
internal sealed record BenchmarkReport(
    string Task, int Images, double Confidence, IReadOnlyDictionary<string, double?> Metrics, IReadOnlyList<ClassFigures> PerClass, string Report)
{
    public static BenchmarkReport Of(EvaluationResult result, string report) =>
        new(result.TaskType, result.Images.Count, result.Confidence, result.Metrics, result.PerClass, report);
}

/// <summary>What <c>compare</c> says.</summary>
/// <param name="Runs">The metrics of each run.</param>
/// <param name="Report">The report's page.</param>
internal sealed record ComparisonReport(IReadOnlyList<ComparedMetrics> Runs, string Report);

/// <summary>The metrics of one of them.</summary>
internal sealed record ComparedMetrics(string Name, IReadOnlyDictionary<string, double?> Metrics);

/// <summary>JSON of <c>benchmark</c> and <c>compare</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BenchmarkReport))]
[JsonSerializable(typeof(ComparisonReport))]
internal sealed partial class BenchmarkJson : JsonSerializerContext
{
    /// <summary>Names in any language are readable.</summary>
    public static BenchmarkJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>What <c>benchmark</c> says to people.</summary>
internal static class BenchmarkText
{
    public static IEnumerable<string> Lines(BenchmarkReport report)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{report.Task}, {report.Images} images, confidence from {report.Confidence:0.###}");
        var width = report.Metrics.Keys.Max(name => name.Length);
        foreach (var (name, value) in report.Metrics) yield return $"  {name.PadRight(width)}  {Cell(value)}";
        yield return "";
        width = Math.Max("class".Length, report.PerClass.Max(item => item.Name.Length));
        yield return $"  {"class".PadRight(width)}      AP  precision  recall      F1     IoU";
        foreach (var item in report.PerClass)
            yield return $"  {item.Name.PadRight(width)}  {Cell(item.Ap)}     {Cell(item.Precision)}  {Cell(item.Recall)}  {Cell(item.F1)}  {Cell(item.MeanIou)}";
        yield return "";
        yield return $"Report: {report.Report}";
    }

    private static string Cell(double? value) => (value?.ToString("F4", CultureInfo.InvariantCulture) ?? "–").PadLeft(6);
}
