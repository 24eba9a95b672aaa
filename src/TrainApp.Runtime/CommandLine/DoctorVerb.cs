using System.CommandLine;

namespace TrainApp.CommandLine;

/// <summary><c>doctor</c>: what is wrong with this machine.</summary>
internal sealed class DoctorVerb : IVerb
{
    public Command Build(AppCommands commands) => commands.Verb("doctor", "Looks for what is wrong with this machine. Example: doctor --json", [], (context, _) =>
    {
        List<Finding> findings = [.. MachineChecks.Look(context.Workspace)];
        var report = new FindingsReport(!findings.Exists(finding => finding.Severity == "error"), findings);
        context.Output.Result(report, ReportJson.Readable.FindingsReport, () =>
            findings.Select(finding => $"{finding.Severity,-8}{finding.Message}{(finding.Hint is null ? "" : " " + finding.Hint)}"));
        return Task.FromResult(report.Ok ? ExitCodes.Done : ExitCodes.Failed);
    });
}
