using System.CommandLine;
using TrainApp.Machine;

namespace TrainApp.CommandLine;

/// <summary><c>doctor</c>: what is wrong with this machine.</summary>
internal sealed class DoctorVerb : IVerb
{
    public Command Build(AppCommands commands) => commands.Verb("doctor", "Looks for what is wrong with this machine. Example: doctor --json", [], (context, _) =>
        Task.FromResult(FindingsOutput.Write(context.Output, [.. MachineReport.Look(context.Workspace)])));
}
