using System.CommandLine;
using System.Globalization;
using TrainApp.Runs;

namespace TrainApp.CommandLine;

/// <summary><c>retry</c>: finishes a run that has trained and was not published whole.</summary>
internal sealed class RetryVerb : IVerb
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string?> _step = new("--step") { Description = "A step after training that is repeated though it is done; of the evaluation and the exports this one alone.", HelpName = "S" };

    public Command Build(AppCommands commands) => commands.Verb(
        "retry", "Finishes a run: publishes what is missing, repeats what failed. Example: retry latest", [_run, _step], RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var status = await RunArgument.FindAsync(context, _run, cancellationToken);
        using var signals = new HostSignals(context.Time, cancellationToken);
        if (await context.Runs.RetryAsync(status, context.Parsed.GetValue(_step), signals.Token) is { } run) status = await signals.WatchAsync(run);
        else CommandOutput.Note(string.Create(CultureInfo.InvariantCulture, $"Nothing is left to do for run {status.Folder.Number}."));
        _ = RunArgument.Show(context, status);
        return status.State.ExitCode();
    }
}
