using System.CommandLine;

namespace TrainApp.CommandLine;

/// <summary><c>show</c>: one run.</summary>
internal sealed class ShowVerb : IVerb
{
    private readonly Argument<string> _run = RunArgument.Create();

    public Command Build(AppCommands commands) => commands.Verb("show", "Shows a run and, when it did not end well, why. Example: show latest", [_run], async (context, cancellationToken) =>
        RunArgument.Show(context, await RunArgument.FindAsync(context, _run, cancellationToken)));
}
