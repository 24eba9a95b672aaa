using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrainApp.Gui.Api;
using TrainApp.Gui.Assets;
using TrainApp.Gui.Pages;
using TrainApp.Gui.Security;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Gui.Streaming;

namespace TrainApp.Gui.Serving;

/// <summary>Puts a server together: its services, what a request passes, and what answers it.</summary>
internal static class ServerParts
{
    private const int LargestMessage = 1 << 20;
    private const int KeptCircuits = 20;

    private static readonly TimeSpan s_circuitLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    /// <summary>Nothing is taken from files or variables that are meant for other servers: the builder is empty.</summary>
    public static WebApplication Build(AppService service, HostFolder folder, AccessRules rules, Binding binding, bool hasPage)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Logging.AddProvider(new ServerLog());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, binding, rules.Port));
        AddServices(builder.Services, service, folder, rules);

        var server = builder.Build();
        server.UseHostFiltering();
        server.Use(SafeHeaders.InvokeAsync);
        server.Use(OriginCheck.InvokeAsync);
        server.Use(new SignIn(rules).InvokeAsync);
        server.UseWhen(context => !SignIn.IsApi(context.Request), pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
        server.UseRouting();
        server.UseAntiforgery();
        server.MapGet(SignIn.HealthPath, () => "ok");
        server.MapApi();
        if (hasPage) MapPage(server);
        return server;
    }

    private static void AddServices(IServiceCollection services, AppService service, HostFolder folder, AccessRules rules)
    {
        services.AddSingleton(service);
        services.AddDraft();
        services.AddStream();
        services.AddSingleton<RunFeed>();
        services.AddScoped<PageNonce>();
        services.AddRouting();
        services.AddHostFiltering(hosts =>
        {
            hosts.AllowedHosts = [.. rules.Hosts];
            hosts.AllowEmptyHosts = false;
            hosts.IncludeFailureMessage = false;
        });
        services.AddDataProtection().SetApplicationName("TrainApp").PersistKeysToFileSystem(new DirectoryInfo(folder.Keys));
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = rules.AntiforgeryCookie;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.HttpOnly = true;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DisconnectedCircuitRetentionPeriod = s_circuitLife;
                circuits.DisconnectedCircuitMaxRetained = KeptCircuits;
            })
            // Hyperparameters of 64 kB are sent in one piece.
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = s_farewell);
    }

    private static void Listen(KestrelServerOptions kestrel, Binding binding, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        if (binding.Addresses.Count > 1) kestrel.ListenLocalhost(port);
        else kestrel.Listen(new IPEndPoint(binding.Addresses[0], port));
    }

    private static void MapPage(WebApplication server)
    {
        server.MapAssets();
        server.MapReports();
        // The policy of SafeHeaders says who may frame the page.
        server.MapRazorComponents<AppPage>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
