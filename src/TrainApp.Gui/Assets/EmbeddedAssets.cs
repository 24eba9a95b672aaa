using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace TrainApp.Gui.Assets;

/// <summary>Scripts and styles that lie in the assembly.</summary>
internal static class EmbeddedAssets
{
    private const string Blazor = "blazor.web.js";
    private const string Forever = "private, max-age=31536000, immutable";
    private const string AskEachTime = "private, no-cache";

    private static readonly ConcurrentDictionary<string, Asset> s_assets = new(StringComparer.Ordinal);

    /// <summary>The address of Blazor's own script, by which it finds its hub too.</summary>
    public static string BlazorAddress => Versioned("/_framework/" + Blazor, Blazor);

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods("/assets/{name}", methods, (HttpContext context, string name) => Send(context, name));
        routes.MapMethods("/_framework/" + Blazor, methods, (HttpContext context) => Send(context, Blazor));
    }

    /// <summary>
    /// The address of a style or script that a page refers to. It names the content, so browsers keep it for ever. Modules
    /// that import each other are imported by their plain address instead: two addresses would be two modules.
    /// </summary>
    public static string Address(string name) => Versioned("/assets/" + name, name);

    /// <summary>Whether an asset is there: <c>editor.js</c> and <c>charts.js</c> are not where the build had no Node.</summary>
    public static bool Has(string name) => Find(name) is not null;

    /// <summary>The text of an asset.</summary>
    public static string Text(string name) => Encoding.UTF8.GetString(Find(name)!.Bytes);

    private static string Versioned(string path, string name) => Find(name) is { } asset ? $"{path}?v={asset.Hash}" : path;

    private static IResult Send(HttpContext context, string name)
    {
        if (Find(name) is not { } asset) return Results.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query["v"] == asset.Hash ? Forever : AskEachTime;
        headers.Vary = HeaderNames.AcceptEncoding;
        var (bytes, encoding) = asset.For(context.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null) headers.ContentEncoding = encoding;
        // Weak: the same content in several encodings.
        return Results.Bytes(bytes, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}\"", isWeak: true));
    }

    private static Asset? Find(string name)
    {
        if (s_assets.TryGetValue(name, out var known)) return known;
        // What is not there is not kept: anybody may ask for any name.
        using var stream = typeof(EmbeddedAssets).Assembly.GetManifestResourceStream("assets/" + name);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return s_assets.GetOrAdd(name, new Asset(name, bytes));
    }
}
