using System.CommandLine;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary><c>worker</c>: the internal verb under which a run's own process shows itself.</summary>
internal sealed class WorkerVerb : IVerb
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly Option<string> _run = new("--run") { Required = true };
    private readonly Option<bool> _retry = new("--retry");
    private readonly Option<string[]> _step = new("--step");

    public Command Build(AppCommands commands)
    {
        var command = commands.Verb(WorkerProcess.Verb, "Works on a run. Internal.", [_run, _retry, _step], async (context, _) =>
        {
            var retry = context.Parsed.GetValue(_retry) ? (context.Parsed.GetValue(_step) ?? []).ToHashSet(StringComparer.Ordinal) : null;
            var exitCode = await new Worker(context.App, new RunFolder(context.Parsed.GetValue(_run)!), context.Time).RunAsync(retry);
            EndThreadsThatStay(exitCode);
            return exitCode;
        });
        command.Hidden = true;
        return command;
    }

    /// <summary>A thread that the app left running would keep a process alive whose run has ended.</summary>
    private static void EndThreadsThatStay(int exitCode) => new Thread(() =>
    {
        Thread.Sleep(s_patience);
        Environment.Exit(exitCode);
    })
    { IsBackground = true, Name = "last exit" }.Start();
}
