using System.Net;

namespace TrainApp.Gui.Tests.Security;

/// <summary>Other sites get nowhere: neither under another name of this server, nor from another origin.</summary>
public sealed class HostAndOriginTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("evil.example", 400)]
    [InlineData("localhost.evil.example", 400)]
    [InlineData("127.0.0.1.evil.example", 400)]
    [InlineData("192.168.1.2", 400)]
    public async Task Only_a_name_of_this_machine_is_answered(string host, int status) =>
        Assert.Equal(status, await server.SendLinesAsync("GET /healthz HTTP/1.1", FormattableString.Invariant($"Host: {host}:{server.Port}"), "Connection: close"));

    [Fact]
    public async Task A_request_without_a_host_is_refused()
    {
        Assert.Equal(400, await server.SendLinesAsync("GET /healthz HTTP/1.0"));
        Assert.Equal(400, await server.SendLinesAsync("GET /healthz HTTP/1.1", "Host:", "Connection: close"));
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:3000")]
    [InlineData("http://localhost")]
    [InlineData("https://localhost:{port}")]
    [InlineData("http://127.0.0.1:{port}")]
    [InlineData("null")]
    public async Task What_changes_something_is_refused_to_another_origin(string origin)
    {
        using var request = server.Request(HttpMethod.Post, "/api/runs", signedIn: true);
        request.Headers.Add("Origin", origin.Replace("{port}", FormattableString.Invariant($"{server.Port}"), StringComparison.Ordinal));
        using var answer = await server.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("same-origin", false)]
    [InlineData("none", false)]
    [InlineData("same-site", true)]
    [InlineData("cross-site", true)]
    public async Task Without_an_origin_the_browser_s_word_on_the_site_counts(string site, bool isRefused)
    {
        using var request = server.Request(HttpMethod.Delete, "/api/nothing", signedIn: true);
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await server.SendAsync(request);
        Assert.Equal(isRefused, answer.StatusCode == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_page_s_own_origin_and_programs_pass()
    {
        using var own = server.Request(HttpMethod.Delete, "/api/nothing", signedIn: true);
        own.Headers.Add("Origin", server.App.At("/").GetLeftPart(UriPartial.Authority));
        using var program = server.Request(HttpMethod.Delete, "/api/nothing", signedIn: true);
        foreach (var request in (HttpRequestMessage[])[own, program])
        {
            using var answer = await server.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("http://localhost:{port}", true, 101)]
    [InlineData("http://localhost:{port}", false, 401)]
    [InlineData("http://localhost:3000", true, 403)]
    [InlineData("http://evil.example", true, 403)]
    public async Task A_web_socket_needs_the_page_s_origin_and_the_token(string origin, bool signedIn, int status) => Assert.Equal(status, await server.SendLinesAsync(
    [
        "GET /_blazor HTTP/1.1",
        FormattableString.Invariant($"Host: localhost:{server.Port}"),
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Origin: " + origin.Replace("{port}", FormattableString.Invariant($"{server.Port}"), StringComparison.Ordinal),
        .. signedIn ? ["Authorization: Bearer " + server.App.Token] : Array.Empty<string>(),
    ]));
}
