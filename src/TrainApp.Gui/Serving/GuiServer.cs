using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrainApp.Files;
using TrainApp.Gui.Security;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Preflight;

namespace TrainApp.Gui.Serving;

/// <summary>Serves the page and the HTTP API. Generated code calls it.</summary>
public static class GuiServer
{
    private const int Tries = 5;

    /// <summary>Serves until it is stopped.</summary>
    /// <param name="app">The app.</param>
    /// <param name="settings">Where and how.</param>
    /// <param name="cancellationToken">Ends the serving; runs go on.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(AppDescription app, ServerSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(settings);
        var workspace = Workspace.Locate(settings.Workspace, null);
        var binding = await Binding.FindAsync(settings.Host, cancellationToken);
        var folder = HostFolder.Open(workspace);
        var token = AccessToken.Of(folder);
        if (!binding.IsLocal) Message.Say(MessageLevel.Warning, $"warning: Others can reach the page at '{binding.Name}'. They need the token, and nothing is encrypted on the way.");

        var (server, port) = await StartAsync(settings.Port, binding, chosen => ServerParts.Build(
            new AppService(app, workspace, TimeProvider.System),
            folder,
            new AccessRules(app.FrameworkName, token, chosen, binding.Hosts, !settings.RequiresToken && binding.IsLocal),
            binding,
            settings.HasPage), cancellationToken);
        await using (server)
        {
            if (settings.AppState is { } state) await FillAsync(server.Services.GetRequiredService<DraftFilling>(), state, cancellationToken);
            var plain = new UriBuilder(Uri.UriSchemeHttp, binding.Name, port).Uri;
            settings.Started?.Invoke(new ServedAddress(plain, new Uri(plain, "?token=" + Uri.EscapeDataString(token.Value))));
            await ((IHost)server).WaitForShutdownAsync(cancellationToken);
        }

        return 0;
    }

    /// <summary>Starts at the port that was asked for or, where none was, at one that is free; another program may be quicker.</summary>
    private static async Task<(WebApplication Server, int Port)> StartAsync(int? asked, Binding binding, Func<int, WebApplication> build, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            var port = FreePort.Choose(asked, binding.Addresses);
            var server = build(port);
            try
            {
                await server.StartAsync(cancellationToken);
                if (asked is null && port != PortCheck.DefaultPort) Message.Say(MessageLevel.Info, FormattableString.Invariant($"Port {PortCheck.DefaultPort} is taken; this is port {port}."));
                return (server, port);
            }
            catch (Exception e)
            {
                await server.DisposeAsync();
                if (asked is null or 0 && tried < Tries && StartFailure.IsTaken(e)) continue;
                if (StartFailure.Explain(e, binding, port) is { } explained) throw explained;
                throw;
            }
        }
    }

    /// <summary>Fills the page in with an app state; its mistakes are said here and on the page, and the server starts all the same.</summary>
    private static async Task FillAsync(DraftFilling filling, string textOrFile, CancellationToken cancellationToken)
    {
        var isText = textOrFile.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("{");
        try
        {
            var report = await filling.LoadAsync(isText ? "the app state" : textOrFile, isText ? textOrFile : await File.ReadAllTextAsync(textOrFile, cancellationToken), cancellationToken);
            foreach (var problem in report.Problems)
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Name}({problem.Place?.Line ?? 1}): {problem.Severity.ToString().ToLowerInvariant()} {problem.Id}: {problem.Message}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The app state '{textOrFile}' cannot be read: {e.Message}");
        }
    }
}
