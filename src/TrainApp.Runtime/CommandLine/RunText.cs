using System.Globalization;
using TrainApp.Reports;

namespace TrainApp.CommandLine;

/// <summary>A run in words, for people.</summary>
internal static class RunText
{
    public static IEnumerable<string> Lines(RunReport report)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Run {report.Run} {report.State} in {report.DurationSeconds:F1} s.");
        if (report.BestCheckpoint is { } best) yield return $"Best checkpoint: {best}{Metrics(report.Metrics)}";
        if (report.Artifacts is { } artifacts) yield return $"Artifacts: {artifacts}";
        if (report.DataProblems.Count > 0) yield return string.Create(CultureInfo.InvariantCulture, $"Data: {report.DataProblems.Count} {(report.DataProblems.Count == 1 ? "problem" : "problems")}, listed in the log; the first: {report.DataProblems[0].Path}: {report.DataProblems[0].Message}");
        foreach (var step in report.Degraded) yield return $"The step {step.Step} failed: {step.Reason}";
        if (report.Degraded.Count > 0) yield return string.Create(CultureInfo.InvariantCulture, $"Repeat it: retry {report.Run}");
        if (report.Explanation is not { } why) yield break;
        yield return $"While {why.Phase}: {why.Cause}";
        yield return $"Next: {why.NextStep}";
        yield return $"Log: {Path.Combine(report.RunDirectory, "worker.log")}";
        foreach (var line in why.LastLines) yield return "  | " + line;
    }

    public static string Metrics(IReadOnlyDictionary<string, double?> metrics) => metrics.Count == 0
        ? ""
        : $" ({string.Join(", ", metrics.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.####}")))})";
}
