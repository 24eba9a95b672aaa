using System.Text.Json;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>An evaluation as the page reads it.</summary>
internal static class EvaluationData
{
    private const byte Misclassified = 3;

    public static void Write(Utf8JsonWriter json, EvaluationResult result, ReportContext context, DatasetFigures dataset, IReadOnlyList<bool> drawn, bool hasShapes)
    {
        json.WriteStartObject();
        json.WriteString("kind", "evaluation");
        json.WriteString("title", context.Title);
        json.WriteString("subtitle", context.Subtitle);
        json.WriteString("task", result.TaskType);
        json.Pairs("facts", context.Facts);
        json.Texts("classes", result.Classes);
        json.WriteNumber("confidence", result.Confidence);
        Settings(json, result.Settings);
        json.Figures("metrics", result.Metrics);
        VerdictData(json, Verdict.Of(result));
        PerClass(json, result.PerClass);
        json.Cells("confusion", result.Confusion);
        Curves(json, result);
        json.WriteNumber("missingPictures", drawn.Count(isDrawn => !isDrawn));
        Images(json, result.Images, drawn);
        Objects(json, "truth", result.Truth, withScore: false);
        Objects(json, "predictions", result.Predictions, withScore: true);
        Matches(json, result);
        if (hasShapes)
        {
            json.WriteStartObject("shapes");
            json.WriteNumber("imagesPerFile", ShapeFiles.ImagesPerFile);
            json.WriteEndObject();
        }

        if (result.Semantic is { } semantic) Semantic(json, semantic);
        Dataset(json, dataset, context);
        Speed(json, context);
        json.WriteEndObject();
    }

    public static void Profile(Utf8JsonWriter json, IReadOnlyList<ScorePoint> profile)
    {
        var points = ScoreCurve.Of(profile);
        json.WriteStartObject("profile");
        json.Curve("score", points.Select(point => (double?)point.Score));
        json.Curve("precision", points.Select(point => point.Precision));
        json.Curve("recall", points.Select(point => point.Recall));
        json.Curve("f1", points.Select(point => point.F1));
        json.WriteEndObject();
    }

    private static void Settings(Utf8JsonWriter json, BenchmarkSettings settings)
    {
        json.WriteStartObject("settings");
        json.WriteNumber("iou", settings.Iou);
        json.Figure("confidence", settings.Confidence);
        json.WriteNumber("maxDetections", settings.MaxDetections);
        json.WriteStartObject("classIou");
        foreach (var (name, value) in settings.ClassIou) json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void VerdictData(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject("verdict");
        json.WriteString("sentence", verdict.Sentence);
        json.WriteStartArray("findings");
        foreach (var finding in verdict.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind);
            json.WriteString("title", finding.Title);
            json.WriteString("text", finding.Text);
            if (finding.Address is not null)
            {
                json.WriteString("address", finding.Address);
                json.WriteString("action", finding.Action);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void PerClass(Utf8JsonWriter json, IReadOnlyList<ClassFigures> classes)
    {
        json.WriteStartArray("perClass");
        foreach (var one in classes)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteNumber("objects", one.Objects);
            json.WriteNumber("images", one.Images);
            json.Figure("ap", one.Ap);
            json.Figure("ap50", one.Ap50);
            json.Figure("ap75", one.Ap75);
            json.Figure("precision", one.Precision);
            json.Figure("recall", one.Recall);
            json.Figure("f1", one.F1);
            json.Figure("meanIou", one.MeanIou);
            json.WriteNumber("truePositives", one.TruePositives);
            json.WriteNumber("falsePositives", one.FalsePositives);
            json.WriteNumber("falseNegatives", one.FalseNegatives);
            json.Curve("pr", one.PrecisionRecall.Select(value => (double?)value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Curves(Utf8JsonWriter json, EvaluationResult result)
    {
        json.WriteStartArray("precisionRecall");
        foreach (var curve in result.PrecisionRecall) json.Curve(curve.Select(value => (double?)value));
        json.WriteEndArray();
        Profile(json, result.ScoreProfile);
        json.WriteStartArray("reliability");
        foreach (var bin in result.Reliability)
        {
            json.WriteStartObject();
            json.WriteNumber("from", bin.From);
            json.WriteNumber("to", bin.To);
            json.WriteNumber("count", bin.Count);
            json.Figure("meanScore", bin.MeanScore);
            json.Figure("precision", bin.Precision);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Images(Utf8JsonWriter json, IReadOnlyList<EvaluatedImage> images, IReadOnlyList<bool> drawn)
    {
        json.WriteStartObject("images");
        json.Texts("name", images.Select(image => image.Name));
        json.Column("width", [.. images.Select(image => image.Width)]);
        json.Column("height", [.. images.Select(image => image.Height)]);
        json.Column("picture", [.. drawn.Select(isDrawn => (byte)(isDrawn ? 1 : 0))]);
        json.WriteEndObject();
    }

    private static void Objects(Utf8JsonWriter json, string name, IReadOnlyList<EvaluatedObject> objects, bool withScore)
    {
        json.WriteStartObject(name);
        json.Column("image", [.. objects.Select(one => one.Image)]);
        json.Column("cls", [.. objects.Select(one => one.Class)]);
        json.Column("box", [.. objects.SelectMany(one => (float[])[one.Box.Left, one.Box.Top, one.Box.Right, one.Box.Bottom])]);
        if (withScore) json.Column("score", [.. objects.Select(one => one.Score)]);
        json.WriteEndObject();
    }

    private static void Matches(Utf8JsonWriter json, EvaluationResult result)
    {
        var matches = result.Matches;
        json.WriteStartObject("matches");
        json.Column("kind", [.. matches.Select(match => match.Misclassified ? Misclassified : (byte)match.Kind)]);
        json.Column("image", [.. matches.Select(match => match.Image)]);
        json.Column("cls", [.. matches.Select(match => match.Class)]);
        json.Column("prediction", [.. matches.Select(match => match.Prediction ?? -1)]);
        json.Column("truth", [.. matches.Select(match => match.Truth ?? -1)]);
        json.Column("trueClass", [.. matches.Select(match => match.Misclassified ? match.TrueClass ?? result.Truth[match.Truth!.Value].Class : -1)]);
        json.Column("score", [.. matches.Select(match => match.Score ?? double.NaN)]);
        json.Column("iou", [.. matches.Select(match => match.Iou ?? double.NaN)]);
        json.WriteEndObject();
    }

    private static void Semantic(Utf8JsonWriter json, SemanticFigures semantic)
    {
        json.WriteStartObject("semantic");
        json.Cells("pixels", semantic.Pixels);
        Rows(json, "perClass", semantic.PerClass);
        Rows(json, "perImage", semantic.PerImage);
        json.WriteStartArray("cells");
        foreach (var cell in semantic.Cells)
        {
            json.WriteStartObject();
            json.WriteNumber("truly", cell.True);
            json.WriteNumber("predicted", cell.Predicted);
            json.WriteStartArray("images");
            foreach (var image in cell.Images) json.WriteNumberValue(image);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, string name, IReadOnlyList<IReadOnlyDictionary<string, double?>> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            foreach (var (key, value) in row) json.Figure(key, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Dataset(Utf8JsonWriter json, DatasetFigures dataset, ReportContext context)
    {
        json.WriteStartObject("dataset");
        json.WriteStartArray("stats");
        foreach (var (name, value, note) in dataset.Statistics)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(value);
            json.WriteStringValue(note);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("sizes");
        foreach (var size in dataset.Sizes)
        {
            json.WriteStartObject();
            json.WriteString("name", size.Name);
            json.WriteString("range", size.Range);
            json.WriteNumber("objects", size.Objects);
            json.WriteNumber("found", size.Found);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("health");
        foreach (var check in dataset.Health)
        {
            json.WriteStartObject();
            json.WriteBoolean("isProblem", check.IsProblem);
            json.WriteString("title", check.Title);
            json.WriteString("detail", check.Detail);
            json.WriteStartArray("images");
            foreach (var image in check.Images) json.WriteNumberValue(image);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (context.TrainObjects is { } train)
        {
            json.WriteStartArray("train");
            foreach (var number in train) json.WriteNumberValue(number);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Speed(Utf8JsonWriter json, ReportContext context)
    {
        if (context.Speed.Count == 0) return;
        json.WriteStartObject("speed");
        json.WriteString("note", context.SpeedNote);
        json.WriteStartArray("rows");
        foreach (var speed in context.Speed)
        {
            json.WriteStartObject();
            json.WriteNumber("batch", speed.Batch);
            json.Figure("median", speed.Median);
            json.Figure("p95", speed.P95);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
