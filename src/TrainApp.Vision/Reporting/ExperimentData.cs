using System.Text.Json;
using TrainApp.Hosting;

namespace TrainApp.Vision.Reporting;

/// <summary>An experiment as the page reads it.</summary>
internal static class ExperimentData
{
    private const int MostCharts = 16;
    private const int MostPoints = 1000;

    private static readonly string[] s_sides = ["train", "val", "valid", "validation", "test"];

    public static void Write(Utf8JsonWriter json, ExperimentPage page)
    {
        json.WriteStartObject();
        json.WriteString("title", page.Title);
        json.WriteString("subtitle", page.Subtitle);
        json.WriteString("root", page.Root);
        json.Figures("metrics", page.Metrics);
        json.WriteStartArray("settings");
        foreach (var group in page.Settings)
        {
            json.WriteStartObject();
            json.WriteString("title", group.Title);
            json.Pairs("rows", group.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("hyperparameters", page.Hyperparameters);
        json.WriteStartArray("curves");
        foreach (var group in page.Curves.GroupBy(ChartOf).Take(MostCharts)) Chart(json, group.Key.Title, group.Key.Axis, [.. group]);
        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var file in page.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("size", file.Size);
            json.WriteString("note", file.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Losses share a chart, and so do training and validation of one metric.</summary>
    private static (string Title, string Axis) ChartOf(ExperimentCurve curve)
    {
        if (curve.Name.Contains("loss", StringComparison.OrdinalIgnoreCase)) return ("Loss", curve.Axis);
        var parts = curve.Name.Split('/', '_');
        var rest = s_sides.Contains(parts[0], StringComparer.OrdinalIgnoreCase) && parts.Length > 1 ? curve.Name[(parts[0].Length + 1)..] : curve.Name;
        return (rest, curve.Axis);
    }

    private static void Chart(Utf8JsonWriter json, string title, string axis, IReadOnlyList<ExperimentCurve> curves)
    {
        json.WriteStartObject();
        json.WriteString("title", title);
        json.WriteString("axis", axis);
        json.WriteStartArray("lines");
        foreach (var curve in curves)
        {
            var step = Math.Max(1, (curve.X.Count + MostPoints - 1) / MostPoints);
            int[] shown = [.. Enumerable.Range(0, curve.X.Count).Where(i => i % step == 0 || i == curve.X.Count - 1)];
            json.WriteStartObject();
            json.WriteString("label", curve.Name);
            json.WriteStartArray("x");
            foreach (var i in shown) json.Figure(curve.X[i]);
            json.WriteEndArray();
            json.WriteStartArray("y");
            foreach (var i in shown) json.Figure(curve.Y[i]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
