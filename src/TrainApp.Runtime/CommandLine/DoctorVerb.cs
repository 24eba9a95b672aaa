using System.CommandLine;
using TrainApp.Findings;
using TrainApp.Machine;

namespace TrainApp.CommandLine;

/// <summary><c>doctor</c>: what is wrong with this machine.</summary>
internal sealed class DoctorVerb : IVerb
{
    public Command Build(AppCommands commands) => commands.Verb("doctor", "Looks for what is wrong with this machine. Example: doctor --json", [], (context, _) =>
    {
        var report = FindingsReport.Of([.. MachineReport.Look(context.Workspace)]);
        context.Output.Result(report, ReportJson.Readable.FindingsReport, report.Lines);
        return Task.FromResult(report.Ok ? ExitCodes.Done : ExitCodes.Failed);
    });
}
