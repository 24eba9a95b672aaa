using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrainApp.Gui.Assets;

namespace TrainApp.Gui.Security;

/// <summary>Asks for the token. It stands before everything else, so it refers to nothing.</summary>
internal static class SignInPage
{
    public static Task WriteAsync(HttpContext context, string framework, string next, bool isWrong)
    {
        var encode = HtmlEncoder.Default;
        var nonce = context.RequestServices.GetRequiredService<PageNonce>().Value;
        var remark = isWrong ? "<p role=\"alert\" id=\"remark\">This is not the token of this server.</p>" : "";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Sign in to {encode.Encode(framework)}</title>
                <link rel="icon" href="data:,">
                <style nonce="{nonce}">{EmbeddedAssets.Text("signin.css")}</style>
            </head>
            <body>
                <main>
                    <h1>Sign in to {encode.Encode(framework)}</h1>
                    <p>Open the address that the app printed in its terminal, or paste the token of that address here.</p>
                    {remark}
                    <form method="post" action="{SignIn.Path}">
                        <label for="token">Token</label>
                        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus{(isWrong ? " aria-invalid=\"true\" aria-describedby=\"remark\"" : "")}>
                        <input type="hidden" name="next" value="{encode.Encode(next)}">
                        <button type="submit">Sign in</button>
                    </form>
                </main>
            </body>
            </html>
            """, context.RequestAborted);
    }
}
