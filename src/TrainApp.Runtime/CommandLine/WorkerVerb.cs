using System.CommandLine;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary><c>worker</c>: the internal verb under which a run's own process shows itself.</summary>
internal sealed class WorkerVerb : IVerb
{
    private readonly Option<string> _run = new("--run") { Required = true };
    private readonly Option<string[]> _export = new("--export");

    public Command Build(AppCommands commands)
    {
        var command = commands.Verb(WorkerProcess.Verb, "Works on a run. Internal.", [_run, _export], (context, _) =>
            new Worker(context.App, new RunFolder(context.Parsed.GetValue(_run)!), context.Time).RunAsync(context.Parsed.GetValue(_export) ?? []));
        command.Hidden = true;
        return command;
    }
}
