using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrainApp.Vision.Verbs;

/// <summary>What <c>coco-eval</c> says in JSON.</summary>
/// <param name="Stats">The figures in pycocotools' order, −1 where there is no ground truth.</param>
/// <param name="PerClass">The figures of each class.</param>
/// <param name="Seconds">How long the evaluation took, without reading.</param>
/// <param name="ReadSeconds">How long reading both files took.</param>
internal sealed record CocoEvalReport(IReadOnlyList<double> Stats, IReadOnlyList<CocoClassReport> PerClass, double Seconds, double ReadSeconds)
{
    private const double Undefined = -1;

    public static CocoEvalReport Of(IReadOnlyList<CocoFigure> figures, CocoEvaluationResult result, CocoCategories categories, TimeSpan evaluation, TimeSpan reading)
    {
        var names = categories.Ids.Zip(categories.Names).ToDictionary(pair => pair.First, pair => pair.Second);
        var thresholds = result.Settings.Thresholds;
        int at50 = Array.IndexOf(thresholds, 0.5), at75 = Array.IndexOf(thresholds, 0.75);
        return new CocoEvalReport(
            [.. figures.Select(figure => figure.Value ?? Undefined)],
            [.. result.CategoryIds.Select((id, k) => new CocoClassReport(
                id,
                names.GetValueOrDefault(id, "all classes"),
                CocoSummary.AveragePrecision(result, category: k),
                CocoSummary.AveragePrecision(result, threshold: at50, category: k),
                CocoSummary.AveragePrecision(result, threshold: at75, category: k)))],
            evaluation.TotalSeconds,
            reading.TotalSeconds);
    }
}

/// <summary>The figures of one class; null where it has no ground truth.</summary>
internal sealed record CocoClassReport(long Id, string Name, double? Ap, double? Ap50, double? Ap75);

/// <summary>JSON of <c>coco-eval</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CocoEvalReport))]
internal sealed partial class CocoEvalJson : JsonSerializerContext
{
    /// <summary>Names in any language are readable.</summary>
    public static CocoEvalJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
