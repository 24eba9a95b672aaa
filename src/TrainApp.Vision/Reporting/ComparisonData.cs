using System.Globalization;
using System.Text.Json;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>A comparison as the page reads it.</summary>
internal static class ComparisonData
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<(string Name, EvaluationResult Result)> runs, ReportContext context, IReadOnlyList<RunDifference> images, IReadOnlyList<bool> drawn)
    {
        json.WriteStartObject();
        json.WriteString("kind", "comparison");
        json.WriteString("title", context.Title);
        json.WriteString("subtitle", context.Subtitle);
        json.WriteString("verdict", VerdictOf(runs));
        json.WriteStartArray("runs");
        foreach (var (name, result) in runs) Run(json, name, result);
        json.WriteEndArray();
        Classes(json, runs);
        json.WriteStartArray("images");
        for (var i = 0; i < images.Count; i++) Image(json, images[i], drawn[i] ? string.Create(CultureInfo.InvariantCulture, $"images/{i}.jpg") : null);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string VerdictOf(IReadOnlyList<(string Name, EvaluationResult Result)> runs)
    {
        foreach (var metric in (string[])["mAP", "mIoU"])
        {
            var values = runs.Select(run => (run.Name, Value: run.Result.Metrics.GetValueOrDefault(metric))).Where(run => run.Value is not null).OrderByDescending(run => run.Value).ToList();
            if (values.Count < 2) continue;
            var lead = values[0].Value - values[1].Value;
            return lead < 0.0005
                ? $"{values[0].Name} and {values[1].Name} are equally good ({metric} {Words.Figure(values[0].Value)})."
                : $"{values[0].Name} is the best with {metric} {Words.Figure(values[0].Value)}, {Words.Figure(lead)} above {values[1].Name}.";
        }

        return "The runs have no main figure in common.";
    }

    private static void Run(Utf8JsonWriter json, string name, EvaluationResult result)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("confidence", result.Confidence);
        json.Figures("metrics", result.Metrics);
        var curves = result.PrecisionRecall;
        json.Curve("pr", curves.Count == 0 ? [] : curves[0].Select((_, i) => (double?)curves.Average(curve => curve[i])));
        EvaluationData.Profile(json, result.ScoreProfile);
        json.WriteEndObject();
    }

    /// <summary>The classes of all runs by name; runs may have been trained on different ones.</summary>
    private static void Classes(Utf8JsonWriter json, IReadOnlyList<(string Name, EvaluationResult Result)> runs)
    {
        var figures = runs.Select(run => run.Result.PerClass.DistinctBy(one => one.Name, StringComparer.Ordinal).ToDictionary(one => one.Name, StringComparer.Ordinal)).ToList();
        json.WriteStartArray("classes");
        foreach (var name in runs.SelectMany(run => run.Result.Classes).Distinct(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("objects", figures.Max(own => own.GetValueOrDefault(name)?.Objects ?? 0));
            json.WriteStartArray("ap");
            for (var i = 0; i < runs.Count; i++) json.Figure(ScoreOf(runs[i].Result, figures[i].GetValueOrDefault(name)));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();

        static double? ScoreOf(EvaluationResult result, ClassFigures? one) => one is null ? null
            : result.Semantic is { } semantic ? semantic.PerClass[result.Classes.Index().First(pair => pair.Item == one.Name).Index].GetValueOrDefault("IoU") : one.Ap;
    }

    private static void Image(Utf8JsonWriter json, RunDifference difference, string? picture)
    {
        json.WriteStartObject();
        json.WriteString("name", difference.Image.Name);
        json.WriteNumber("width", difference.Image.Width);
        json.WriteNumber("height", difference.Image.Height);
        json.WriteString("picture", picture);
        json.WriteStartArray("objects");
        foreach (var objects in difference.Objects)
        {
            json.WriteStartArray();
            foreach (var one in objects)
            {
                json.WriteStartArray();
                json.WriteNumberValue((int)one.Kind);
                json.WriteStringValue(one.Class);
                json.Figure(one.Score);
                json.WriteNumberValue(one.Box.Left);
                json.WriteNumberValue(one.Box.Top);
                json.WriteNumberValue(one.Box.Right);
                json.WriteNumberValue(one.Box.Bottom);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
