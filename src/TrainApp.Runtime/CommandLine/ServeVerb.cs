using System.CommandLine;
using TrainApp.Hosting;

namespace TrainApp.CommandLine;

/// <summary><c>serve</c>: the HTTP API without the page.</summary>
internal sealed class ServeVerb(Func<AppDescription, ServerSettings, CancellationToken, Task<int>> serve) : IVerb
{
    private readonly ServerOptions _options = new();

    public Command Build(AppCommands commands) => commands.Verb(
        "serve",
        "Serves the HTTP API without the page. Example: serve --port 8000 --require-token",
        _options.All,
        new ServerCommand(_options, serve, hasPage: false).RunAsync);
}
