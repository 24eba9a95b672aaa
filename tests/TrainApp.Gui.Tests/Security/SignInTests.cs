using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Security;

/// <summary>Who has not shown the token sees the form that asks for it, and programs a refusal.</summary>
public sealed class SignInTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    private string Cookie => FormattableString.Invariant($"trainapp-{server.Port}");

    [Theory]
    [InlineData("/")]
    [InlineData("/runs/3")]
    [InlineData("/assets/base.css")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Without_the_token_a_page_is_the_form(string path)
    {
        using var answer = await server.SendAsync(server.Request(HttpMethod.Get, path));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("<form method=\"post\" action=\"/sign-in\">", await TextAsync(answer), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("GET", "/api/runs")]
    [InlineData("GET", "/API/runs")]
    [InlineData("POST", "/api/runs")]
    [InlineData("POST", "/train_from_api")]
    [InlineData("POST", "/_blazor/negotiate")]
    [InlineData("GET", "/_blazor")]
    public async Task Without_the_token_a_program_is_refused_in_its_words(string method, string path)
    {
        using var answer = await server.SendAsync(server.Request(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        using var problem = JsonDocument.Parse(await TextAsync(answer));
        Assert.Equal("not-signed-in", problem.RootElement.GetProperty("code").GetString());
        Assert.Equal(401, problem.RootElement.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Whether_the_server_lives_may_be_asked_by_anybody()
    {
        using var answer = await server.SendAsync(server.Request(HttpMethod.Get, "/healthz"));
        Assert.Equal("ok", await TextAsync(answer));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_token_in_an_address_becomes_a_cookie_and_leaves_the_address(bool signedIn)
    {
        using var answer = await server.SendAsync(server.Request(HttpMethod.Get, $"/runs?a=1%202&token={server.App.Token}&b=%26", signedIn));
        Assert.Equal((HttpStatusCode.SeeOther, "/runs?a=1%202&b=%26"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith(Cookie + "=", cookie, StringComparison.Ordinal);
        foreach (var flag in (string[])["httponly", "samesite=strict", "path=/"]) Assert.Contains(flag, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(server.App.Token, cookie, StringComparison.Ordinal);

        using var next = server.Request(HttpMethod.Get, "/runs");
        next.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var page = await server.SendAsync(next);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("/?token=wrong", "/")]
    [InlineData("//evil.example/?token={token}", "/")]
    [InlineData("/%5Cevil.example/?token={token}", "/%5Cevil.example/")]
    public async Task A_token_leads_nowhere_else(string path, string location)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.App.Address.GetLeftPart(UriPartial.Authority)}{path.Replace("{token}", server.App.Token, StringComparison.Ordinal)}");
        using var answer = await server.SendAsync(request);
        Assert.Equal(location, answer.Headers.Location?.OriginalString);
        Assert.Equal(path.Contains("wrong", StringComparison.Ordinal), !answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("Bearer {token}", HttpStatusCode.OK)]
    [InlineData("bearer {token}", HttpStatusCode.OK)]
    [InlineData("Bearer wrong", HttpStatusCode.Unauthorized)]
    [InlineData("Basic {token}", HttpStatusCode.Unauthorized)]
    public async Task A_program_sends_the_token_with_each_request(string authorization, HttpStatusCode status)
    {
        using var request = server.Request(HttpMethod.Get, "/runs");
        request.Headers.TryAddWithoutValidation("Authorization", authorization.Replace("{token}", server.App.Token, StringComparison.Ordinal));
        using var answer = await server.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("/runs/7?x=1#logs", "/runs/7?x=1#logs")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/a\r\nb", "/")]
    [InlineData("", "/")]
    public async Task The_form_leads_to_a_page_of_this_server_alone(string next, string location)
    {
        using var request = server.Request(HttpMethod.Post, "/sign-in");
        request.Content = new FormUrlEncodedContent([new("token", $" {server.App.Token} "), new("next", next)]);
        using var answer = await server.SendAsync(request);
        Assert.Equal((HttpStatusCode.SeeOther, location), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Contains(Cookie, Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_in_the_form_is_named_and_the_place_is_kept()
    {
        using var request = server.Request(HttpMethod.Post, "/sign-in");
        request.Content = new FormUrlEncodedContent([new("token", "wrong"), new("next", "/runs/7\"><b>")]);
        using var answer = await server.SendAsync(request);
        var text = await TextAsync(answer);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("This is not the token of this server.", text, StringComparison.Ordinal);
        Assert.Contains("value=\"/runs/7&quot;&gt;&lt;b&gt;\"", text, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_token_is_in_a_file_of_its_user_and_stands_nowhere_but_in_the_printed_address()
    {
        var file = Path.Combine(server.Workspace.Data, "host", "token");
        Assert.Equal(server.App.Token, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(48, server.App.Token.Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
        using var answer = await server.SendAsync(server.Request(HttpMethod.Get, $"/?token={server.App.Token}"));
        Assert.Equal(2, server.App.Said.Split(server.App.Token).Length);
        Assert.DoesNotContain("warn", server.App.Said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_token_survives_a_restart_and_a_loose_file_is_tightened()
    {
        await using var workspace = new TestWorkspace();
        string token, file = Path.Combine(workspace.Data, "host", "token");
        await using (var first = await ServedApp.StartAsync(workspace)) token = first.Token;
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var second = await ServedApp.StartAsync(workspace);
        Assert.Equal(token, second.Token);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task The_environment_may_give_the_token_unless_it_is_short()
    {
        await using var workspace = new TestWorkspace();
        workspace.Environment["TRAINAPP_TOKEN"] = "a phrase & 16 more";
        await using var app = await ServedApp.StartAsync(workspace, "--require-token");
        Assert.False(File.Exists(Path.Combine(workspace.Data, "host", "token")));
        using var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Get, app.Address));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Set-Cookie"));

        workspace.Environment["TRAINAPP_TOKEN"] = "too short";
        var refused = await workspace.RunAsync("--json", "--port", "0");
        Assert.Equal((2, "token"), (refused.ExitCode, refused.Error.GetProperty("code").GetString()));
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
