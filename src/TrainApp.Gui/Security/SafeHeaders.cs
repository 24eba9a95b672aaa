using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TrainApp.Gui.Security;

/// <summary>Headers of every answer: what its content may do in a browser.</summary>
internal static class SafeHeaders
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var nonce = context.RequestServices.GetRequiredService<PageNonce>().Value;
        var headers = context.Response.Headers;
        // Components set style attributes, which a nonce cannot allow; style elements need it.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Not no-referrer: a browser would send "Origin: null" with the sign-in form, and the check of the origin refuses that.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return next(context);
    }
}
