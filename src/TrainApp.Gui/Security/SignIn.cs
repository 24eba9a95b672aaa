using Microsoft.AspNetCore.Http;

namespace TrainApp.Gui.Security;

/// <summary>
/// Lets nobody pass who has not shown the token: once in the address or the sign-in form, then by a cookie; programs with
/// every request. On Linux the user who started the server is recognised without it.
/// </summary>
internal sealed class SignIn(AccessRules rules)
{
    /// <summary>Where the form is sent.</summary>
    public const string Path = "/sign-in";

    /// <summary>Says that the server lives, and nothing else.</summary>
    public const string HealthPath = "/healthz";

    /// <summary>Names the run that the page fills the settings in from.</summary>
    private const string Source = "from";

    private static readonly TimeSpan s_validity = TimeSpan.FromDays(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);
    private static readonly string[] s_forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var isPage = IsForPeople(request);
        if (isPage && request.Query.ContainsKey(Source) && IsFromElsewhere(request))
        {
            // Such an address fills the settings in from a run: a link on somebody's page must not do that.
            Redirect(context, Safe(request.Path + Without(Source, request.Query)));
        }
        else if (isPage && request.Query.TryGetValue("token", out var shown))
        {
            // Even for somebody who is signed in: the token stays neither in the address nor in the history.
            if (rules.Token.Is(shown)) Remember(context);
            Redirect(context, Safe(request.Path + Without("token", request.Query)));
        }
        else if (request.Path == HealthPath || IsKnown(request))
        {
            await next(context);
        }
        else if (HttpMethods.IsPost(request.Method) && request.Path == Path && request.HasFormContentType)
        {
            await ReadFormAsync(context);
        }
        else if (isPage && rules.TrustsSameUser && !IsForwarded(request) && SameUser.Is(context.Connection))
        {
            Remember(context);
            await next(context);
        }
        else if (isPage)
        {
            await AskAsync(context, Safe(request.PathBase + request.Path + request.QueryString), isWrong: false);
        }
        else
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "not-signed-in", "The request needs the token.", "Send it as 'Authorization: Bearer TOKEN'; the app prints it, and it is in trainapp-data/host/token.");
        }
    }

    /// <summary>Whether a program asks; routes do not mind the case.</summary>
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>A page that a person opens; what scripts of the page and programs ask for is not.</summary>
    private static bool IsForPeople(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Upgrade.Count == 0
        && !IsApi(request)
        && !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        && request.Path != HealthPath;

    /// <summary>Whether a page of another site, or of another port of this machine, has led here.</summary>
    private static bool IsFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";

    private bool IsKnown(HttpRequest request) => rules.Token.IsCookie(request.Cookies[rules.SignInCookie]) || rules.Token.Is(Bearer(request));

    private static string? Bearer(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var value = request.Headers.Authorization.ToString();
        return value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : null;
    }

    /// <summary>Behind a proxy every request seems to come from the proxy's user.</summary>
    private static bool IsForwarded(HttpRequest request) => s_forwarding.Any(name => request.Headers.ContainsKey(name));

    private async Task ReadFormAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        await Task.Delay(s_pause, context.RequestAborted);
        var next = Safe(form["next"].ToString());
        if (rules.Token.Is(form["token"].ToString().Trim()))
        {
            Remember(context);
            Redirect(context, next);
            return;
        }

        await AskAsync(context, next, isWrong: true);
    }

    private Task AskAsync(HttpContext context, string next, bool isWrong)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.CacheControl = "no-store";
        return SignInPage.WriteAsync(context, rules.Framework, next, isWrong);
    }

    private void Remember(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Cookies.Append(rules.SignInCookie, rules.Token.CookieValue, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = s_validity,
        });
    }

    private static void Redirect(HttpContext context, string to)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = to;
    }

    /// <summary>A path of this server; anything that could lead elsewhere becomes the first page.</summary>
    private static string Safe(string path) =>
        path is ['/', not ('/' or '\\'), ..] && !path.Any(char.IsControl) && !path.StartsWith(Path, StringComparison.Ordinal) ? path : "/";

    private static string Without(string name, IQueryCollection query) => QueryString.Create(query.Where(item => !string.Equals(item.Key, name, StringComparison.OrdinalIgnoreCase))
        .SelectMany(item => item.Value.Select(value => KeyValuePair.Create(item.Key, value)))).ToUriComponent();
}
