using System.Net;
using System.Runtime.InteropServices;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Security;

/// <summary>On Linux the user who started the server opens the plain address; others of the machine need the token.</summary>
public sealed partial class SameUserTests : IAsyncLifetime
{
    private const string SetPriv = "/usr/bin/setpriv";

    private readonly TestWorkspace _workspace = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private ServedApp? _app;

    public async ValueTask InitializeAsync() => _app = await ServedApp.StartAsync(_workspace);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        await _workspace.DisposeAsync();
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task The_same_user_is_let_in_and_gets_the_cookie(string host)
    {
        Assert.SkipWhen(host == "[::1]" && !System.Net.Sockets.Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using var answer = await _client.GetAsync(FormattableString.Invariant($"http://{host}:{_app!.Address.Port}/runs"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(FormattableString.Invariant($"trainapp-{_app.Address.Port}="), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "http")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Behind_a_proxy_nobody_is_recognised(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _app!.At("/runs"));
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/runs")]
    [InlineData("/_blazor")]
    public async Task Programs_need_the_token_all_the_same(string path)
    {
        using var answer = await _client.GetAsync(_app!.At(path), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task An_address_that_fills_the_settings_in_does_so_only_from_here(string site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _app!.At("/new?a=1&From=3"));
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.SeeOther, "/new?a=1"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("same-origin", "/new?from=3")]
    [InlineData("none", "/new?from=3")]
    [InlineData("cross-site", "/new")]
    public async Task Other_addresses_are_opened_as_they_are(string site, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _app!.At(path));
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Another_user_of_the_machine_needs_the_token()
    {
        Assert.SkipUnless(EffectiveUser() == 0 && File.Exists(SetPriv), "Only root can ask as another user, with setpriv.");
        var ask = FormattableString.Invariant($"exec 3<>/dev/tcp/127.0.0.1/{_app!.Address.Port}; printf 'GET /runs HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3; head -n 1 <&3");
        var other = await _workspace.StartOther(SetPriv, "--reuid=65534", "--regid=65534", "--clear-groups", "/bin/bash", "-c", ask).Result;
        Assert.StartsWith("HTTP/1.1 401", other.Output, StringComparison.Ordinal);
        var same = await _workspace.StartOther("/bin/bash", "-c", ask).Result;
        Assert.StartsWith("HTTP/1.1 200", same.Output, StringComparison.Ordinal);
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
