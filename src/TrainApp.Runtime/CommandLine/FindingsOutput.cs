using System.Globalization;
using TrainApp.Findings;
using TrainApp.Reports;

namespace TrainApp.CommandLine;

/// <summary>What a check found, as a verb says it.</summary>
internal static class FindingsOutput
{
    /// <summary>Writes the findings; the exit code says whether one is an error.</summary>
    public static int Write(CommandOutput output, IReadOnlyList<Finding> findings)
    {
        var report = new FindingsReport(!findings.Any(finding => finding.IsError), findings);
        output.Result(report, ReportJson.Readable.FindingsReport, () => findings.Select(Line));
        return report.Ok ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static string Line(Finding finding)
    {
        var hint = finding.Hint is null ? "" : " " + finding.Hint;
        var line = finding.Line is { } number ? string.Create(CultureInfo.InvariantCulture, $"({number})") : "";
        // Problems of data name their file; findings about the machine stand for themselves.
        var place = finding.Code.StartsWith("TRAIN", StringComparison.Ordinal) && finding.Path is { } path ? $"{path}{line}: " : "";
        return $"{finding.Severity,-8}{place}{finding.Message}{hint}";
    }
}
