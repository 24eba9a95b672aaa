using System.CommandLine;
using System.Globalization;
using TrainApp.Files;
using TrainApp.Platform;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary><c>stop</c>: ends a run after its step or epoch, or at once.</summary>
internal sealed class StopVerb : IVerb
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

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

        if (await RunArgument.FindAsync(context, _run, cancellationToken) is not { } status) return ExitCodes.WrongRequest;
        if (status.State.IsFinal())
        {
            context.Output.Error("not-running", string.Create(CultureInfo.InvariantCulture, $"Run {status.Folder.Number} has ended: {status.State.Name()}."));
            return ExitCodes.WrongRequest;
        }

        StopControlFile.Write(status.Folder, kill ? StopControlFile.Kill : afterEpoch ? StopControlFile.AfterEpoch : StopControlFile.AfterStep, context.Time);
        do
        {
            // A worker that has only just been started shows itself a little later.
            if (kill && WorkerReady.Read(status.Folder) is { } worker && FileLock.IsHeld(status.Folder.WorkerLock)) ProcessTree.Kill(worker.Process);
            await Task.Delay(s_interval, cancellationToken);
            status = RunStatus.Read(status.Folder);
        }
        while (!status.State.IsFinal());

        if (status.IsAbandoned) status = await AbandonedRun.CloseAsync(status.Folder, exitCode: null, killedForMemory: false, context.Time, cancellationToken);
        return RunArgument.Show(context, status);
    }
}
