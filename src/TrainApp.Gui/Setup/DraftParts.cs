using Microsoft.Extensions.DependencyInjection;

namespace TrainApp.Gui.Setup;

/// <summary>The request in the making, and what is done with it.</summary>
internal static class DraftParts
{
    public static IServiceCollection AddDraft(this IServiceCollection services) => services
        .AddSingleton<Draft>()
        .AddSingleton<DraftStart>()
        .AddSingleton<DraftFilling>()
        .AddSingleton<DraftPreflight>()
        .AddSingleton<DraftDevices>();
}
