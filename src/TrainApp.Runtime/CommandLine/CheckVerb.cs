using System.CommandLine;
using TrainApp.Formats;
using TrainApp.Preflight;

namespace TrainApp.CommandLine;

/// <summary><c>check</c>: what <c>train</c> would meet, without a start.</summary>
internal sealed class CheckVerb : IVerb
{
    private readonly TrainOptions _options = new();
    private readonly Option<int?> _port = new("--port") { Description = "The port of the page (else 8000).", HelpName = "N" };
    private readonly Option<string?> _host = new("--host") { Description = "The host of the page (else this machine alone).", HelpName = "H" };

    public Command Build(AppCommands commands) => commands.Verb(
        "check",
        "Looks at everything that train would need, and starts nothing. Example: check --project lemons --device cuda:0",
        [.. _options.All, _port, _host],
        RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        var request = _options.Read(context.Parsed, problems);
        request = request with { AppState = request.AppState ?? context.AppState };
        var (port, host) = (context.Parsed.GetValue(_port), context.Parsed.GetValue(_host));
        return FindingsOutput.Write(context.Output,
        [
            .. problems.Select(RequestPreflight.Of),
            .. await RequestPreflight.LookAsync(context.App, context.Workspace, request, cancellationToken),
            .. await PortCheck.LookAsync(host ?? PortCheck.DefaultHost, port ?? PortCheck.DefaultPort, asked: port is not null || host is not null, cancellationToken),
        ]);
    }
}
