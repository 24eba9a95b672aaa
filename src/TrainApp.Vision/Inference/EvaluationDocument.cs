using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Inference;

/// <summary>What <c>metrics.json</c> holds and <c>evaluate</c> says: the figures of an evaluation and the files that it wrote.</summary>
internal sealed record EvaluationDocument
{
    public required string Task { get; init; }

    public required int Images { get; init; }

    /// <summary>The threshold of confidence at which objects are counted.</summary>
    public required double Confidence { get; init; }

    /// <summary>The metrics in the reference's order; null where one is undefined.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    public required IReadOnlyList<ClassFigures> PerClass { get; init; }

    /// <summary>The report's page; null without one. In the file it is named as seen from there.</summary>
    public string? Report { get; init; }

    /// <summary>The predictions in COCO's format. In the file they are named as seen from there.</summary>
    public required string Predictions { get; init; }

    /// <summary>The truth in COCO's format. In the file it is named as seen from there.</summary>
    public required string Truth { get; init; }

    /// <summary>Result of the speed test; empty without one.</summary>
    public required IReadOnlyList<BatchSpeed> Speed { get; init; }

    /// <summary>The same with the paths of files below a folder.</summary>
    public EvaluationDocument In(string directory) => this with
    {
        Report = Report is null ? null : Path.Combine(directory, Report),
        Predictions = Path.Combine(directory, Predictions),
        Truth = Path.Combine(directory, Truth),
    };
}

/// <summary>JSON of <c>metrics.json</c> and of the verb <c>evaluate</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(EvaluationDocument))]
internal sealed partial class EvaluationJson : JsonSerializerContext
{
    /// <summary>Names in any language are readable.</summary>
    public static EvaluationJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
