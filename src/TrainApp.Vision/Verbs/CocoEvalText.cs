using System.Globalization;

namespace TrainApp.Vision.Verbs;

/// <summary>What <c>coco-eval</c> says to people: the figures as pycocotools prints them, and a table of the classes.</summary>
internal static class CocoEvalText
{
    public static IEnumerable<string> Lines(CocoEvalReport report, IReadOnlyList<CocoFigure> figures, CocoEvaluationSettings settings)
    {
        foreach (var figure in figures) yield return Line(figure, settings);
        var width = Math.Max("class".Length, report.PerClass.Select(item => item.Name.Length).DefaultIfEmpty().Max());
        yield return "";
        yield return $"{"class".PadRight(width)}      AP    AP50    AP75";
        foreach (var item in report.PerClass) yield return $"{item.Name.PadRight(width)}  {Cell(item.Ap)}  {Cell(item.Ap50)}  {Cell(item.Ap75)}";
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"Read in {report.ReadSeconds:F3} s, evaluated in {report.Seconds:F3} s.");
    }

    private static string Line(CocoFigure figure, CocoEvaluationSettings settings)
    {
        var title = figure.IsRecall ? "Average Recall    " : "Average Precision ";
        var type = figure.IsRecall ? "(AR)" : "(AP)";
        var overlap = figure.Threshold is { } t
            ? settings.Thresholds[t].ToString("F2", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{settings.Thresholds[0]:F2}:{settings.Thresholds[^1]:F2}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $" {title} {type} @[ IoU={overlap,-9} | area={settings.Areas[figure.Area].Name,6} | maxDets={settings.MaxDetections[figure.MaxDetections],3} ] = {figure.Value ?? -1:F3}");
    }

    private static string Cell(double? value) => (value?.ToString("F4", CultureInfo.InvariantCulture) ?? "–").PadLeft(6);
}
