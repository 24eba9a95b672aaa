using System.CommandLine;
using TrainApp.Hosting;

namespace TrainApp.CommandLine;

/// <summary>The app without a verb: the page.</summary>
internal sealed class PageVerb(Func<AppDescription, ServerSettings, CancellationToken, Task<int>> serve)
{
    private readonly ServerOptions _options = new();

    public void Fill(RootCommand root, AppCommands commands) =>
        commands.Fill(root, _options.All, new ServerCommand(_options, serve, hasPage: true).RunAsync);
}
