using System.CommandLine;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Preflight;
using TrainApp.Requests;

namespace TrainApp.CommandLine;

/// <summary>The options of the page and of <c>serve</c>.</summary>
internal sealed class ServerOptions
{
    private readonly Option<int?> _port = new("--port") { Description = "The port (else 8000, or the next one that is free; 0 is any).", HelpName = "N" };
    private readonly Option<string?> _host = new("--host") { Description = "A name or an address of this machine at which others reach it, too (else this machine alone).", HelpName = "H" };
    private readonly Option<bool> _noBrowser = new("--no-browser") { Description = "Opens no browser." };
    private readonly Option<bool> _requireToken = new("--require-token") { Description = "Asks even the user who started it for the token." };
    private readonly Option<string?> _appState = new("--app-state") { Description = "Fills the page in from an app_state.json; starts nothing.", HelpName = "F" };

    public IEnumerable<Symbol> All => [_port, _host, _noBrowser, _requireToken, _appState];

    public bool OpensBrowser(ParseResult parsed) => !parsed.GetValue(_noBrowser);

    /// <summary>Makes the settings of what was typed; mistakes are reported.</summary>
    public ServerSettings Read(CommandContext context, List<Problem> problems)
    {
        var (parsed, port) = (context.Parsed, context.Parsed.GetValue(_port));
        if (port is { } number && PortCheck.Mistake(number) is { } mistake) problems.Add(new Problem(mistake.Code, Severity.Error, mistake.Message, Hint: mistake.Hint));
        var state = parsed.GetValue(_appState) is { } file ? Path.GetFullPath(file) : context.AppState;
        if (state is not null) problems.AddRange(AppStateReader.Read(state).Problems);
        return new ServerSettings
        {
            Workspace = context.Workspace.Root,
            Port = port,
            Host = parsed.GetValue(_host),
            RequiresToken = parsed.GetValue(_requireToken),
            AppState = state,
        };
    }
}
