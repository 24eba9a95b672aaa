using System.CommandLine;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary><c>stop</c>: ends a run after its step or epoch, or at once.</summary>
internal sealed class StopVerb : IVerb
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<bool> _afterEpoch = new("--after-epoch") { Description = "Waits for the end of the epoch." };
    private readonly Option<bool> _kill = new("--kill") { Description = "Ends the run's processes at once; what was not saved is lost." };

    public Command Build(AppCommands commands) => commands.Verb(
        "stop", "Stops a run after its current step; the best checkpoint is published. Example: stop latest --after-epoch", [_run, _afterEpoch, _kill], RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (afterEpoch, kill) = (context.Parsed.GetValue(_afterEpoch), context.Parsed.GetValue(_kill));
        if (afterEpoch && kill)
        {
            context.Output.Error("command-line", "--after-epoch and --kill exclude each other.");
            return ExitCodes.WrongRequest;
        }

        var status = await RunArgument.FindAsync(context, _run, cancellationToken);
        var moment = kill ? StopMoment.Now : afterEpoch ? StopMoment.AfterEpoch : StopMoment.AfterStep;
        return RunArgument.Show(context, await context.Runs.StopAsync(status, moment, cancellationToken));
    }
}
