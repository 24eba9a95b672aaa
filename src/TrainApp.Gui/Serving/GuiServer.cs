using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrainApp.Files;
using TrainApp.Gui.Api;
using TrainApp.Gui.Assets;
using TrainApp.Gui.Pages;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Hosting;

namespace TrainApp.Gui.Serving;

/// <summary>Serves the page and the HTTP API. Generated code calls it.</summary>
public static class GuiServer
{
    /// <summary>Serves until it is stopped.</summary>
    /// <param name="app">The app.</param>
    /// <param name="settings">Where and how.</param>
    /// <param name="cancellationToken">Ends the serving; runs go on.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(AppDescription app, ServerSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var workspace = Workspace.Locate(settings.Workspace, null);
        workspace.Create();
        builder.Services.AddSingleton(new AppService(app, workspace, TimeProvider.System));
        builder.Services.AddDraft();
        builder.Services.AddSingleton<RunFeed>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1 << 20);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, settings.Port ?? 8000));
        var server = builder.Build();
        server.UseAntiforgery();
        server.MapAssets();
        server.MapSettings();
        server.MapGet("/healthz", () => "ok");
        server.MapRazorComponents<AppPage>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        if (settings.AppState is { } state) await FillAsync(server.Services.GetRequiredService<DraftFilling>(), state, cancellationToken);
        await server.StartAsync(cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{app.FrameworkName}: {server.Urls.First()}"));
        await ((IHost)server).WaitForShutdownAsync(cancellationToken);
        return 0;
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
