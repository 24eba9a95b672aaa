using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TrainApp.Gui.Assets;

/// <summary>Scripts and styles that lie in the assembly.</summary>
internal static class EmbeddedAssets
{
    private const string Blazor = "blazor.web.js";

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{name}", (string name) => Open(name));
        routes.MapGet("/_framework/" + Blazor, () => Open(Blazor));
    }

    /// <summary>The address of an asset.</summary>
    public static string Address(string name) => "/assets/" + name;

    /// <summary>Whether an asset is there: <c>editor.js</c> and <c>charts.js</c> are not where the build had no Node.</summary>
    public static bool Has(string name) => typeof(EmbeddedAssets).Assembly.GetManifestResourceInfo("assets/" + name) is not null;

    private static IResult Open(string name)
    {
        var stream = typeof(EmbeddedAssets).Assembly.GetManifestResourceStream("assets/" + name);
        return stream is null ? Results.NotFound() : Results.Stream(stream, Path.GetExtension(name) == ".css" ? "text/css" : "text/javascript");
    }
}
