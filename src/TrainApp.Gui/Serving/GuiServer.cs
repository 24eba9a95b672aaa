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
        builder.Services.AddSingleton<Draft>();
        builder.Services.AddSingleton<RunFeed>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1 << 20);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, settings.Port ?? 8000));
        var server = builder.Build();
        server.UseAntiforgery();
        server.MapAssets();
        server.MapApi();
        server.MapGet("/healthz", () => "ok");
        server.MapRazorComponents<AppPage>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        await server.StartAsync(cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{app.FrameworkName}: {server.Urls.First()}"));
        await ((IHost)server).WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
