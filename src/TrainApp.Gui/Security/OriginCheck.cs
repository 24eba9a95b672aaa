using Microsoft.AspNetCore.Http;

namespace TrainApp.Gui.Security;

/// <summary>
/// Refuses what another site makes a browser send: a web socket, or a request that changes something, whose origin is not
/// this server, port included. Cookies alone do not stop it: every port of a host is the same site to them.
/// </summary>
internal static class OriginCheck
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        IsSafe(context.Request) || IsOurs(context.Request)
            ? next(context)
            : Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "foreign-origin", "The request comes from another site.", "Open the page at the address that the app printed.");

    private static bool IsSafe(HttpRequest request) =>
        request.Headers.Upgrade.Count == 0 && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    private static bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        // Programs send no origin; a browser that leaves it away says at least where the request comes from.
        if (origin.Count == 0) return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        return origin.Count == 1 && string.Equals(origin[0], $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
