using System.Globalization;
using System.Text;
using TrainApp.ModelStore;

namespace TrainApp.Tests.ModelStore;

/// <summary>A file that cannot be had is refused with model, file, address, cause and a next step, and no secret.</summary>
public sealed class RefusedDownloadTests : IAsyncDisposable
{
    private readonly DownloadScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(404, "404 (NotFound)", "Correct the address")]
    [InlineData(401, "401 (Unauthorized)", "login")]
    [InlineData(403, "403 (Forbidden)", "login")]
    [InlineData(204, "204 (NoContent)", "Correct the address")]
    [InlineData(501, "501 (NotImplemented)", "Correct the address")]
    public async Task An_answer_that_no_file_comes_with_ends_it_at_once(int status, string words, string advice)
    {
        _scene.Server.Answer = _ => new Reply(status, []);
        var refused = await _scene.RefuseAsync();
        Assert.Contains($"{_scene.Server.Root}/files/best.pth: the server answered {words}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refused.NextStep, StringComparison.Ordinal);
        Assert.Single(_scene.Server.Asked);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(429)]
    public async Task An_answer_that_may_pass_is_tried_some_times(int status)
    {
        _scene.Server.Answer = _ => new Reply(status, []);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"the server answered {status}"), (await _scene.RefuseAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(6, _scene.Server.Asked.Count);
        Assert.Equal([1, 2, 4, 8, 16], _scene.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_server_that_asks_for_an_hour_is_not_waited_for()
    {
        _scene.Server.Answer = _ => new Reply(429, []) { Headers = { ["Retry-After"] = "3600" } };
        Assert.Contains("asks to wait 60 minutes", (await _scene.RefuseAsync()).Message, StringComparison.Ordinal);
        Assert.Empty(_scene.Waits);
    }

    [Theory]
    [InlineData("text/html", "anything")]
    [InlineData("text/html; charset=utf-8", "<html>")]
    [InlineData("application/octet-stream", "\uFEFF\r\n  <!DOCTYPE html><title>Log in</title>")]
    [InlineData("application/octet-stream", "<HTML><body>moved")]
    public async Task A_page_in_place_of_a_file_is_refused(string type, string text)
    {
        _scene.Server.Answer = _ => new Reply(200, Encoding.UTF8.GetBytes(text)) { Headers = { ["Content-Type"] = type } };
        var refused = await _scene.RefuseAsync();
        Assert.Contains("the server sent a web page", refused.Message, StringComparison.Ordinal);
        Assert.Contains("browser", refused.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_comes_byte_by_byte_is_seen()
    {
        _scene.Server.Answer = asked => new Reply(200, Encoding.UTF8.GetBytes("<!DOCTYPE html>")) { Headers = { ["ETag"] = "\"p\"" }, Sent = asked.Number == 1 ? 5 : null };
        Assert.Contains("web page", (await _scene.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_a_login_page_names_where_it_leads()
    {
        var login = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_scene.Server.Port}/login?next=secret");
        _scene.Server.Answer = asked => asked.Path.StartsWith("/login", StringComparison.Ordinal)
            ? new Reply(200, "<html>"u8.ToArray()) { Headers = { ["Content-Type"] = "text/html" } }
            : new Reply(302, []) { Headers = { ["Location"] = login } };
        var refused = await _scene.RefuseAsync();
        Assert.Contains("a web page of localhost, to which it redirects", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_without_an_end_are_refused()
    {
        _scene.Server.Answer = _ => new Reply(302, []) { Headers = { ["Location"] = "/files/best.pth" } };
        Assert.Contains("leads nowhere", (await _scene.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_always_cuts_at_the_same_place_is_given_up()
    {
        _scene.Server.Answer = _ => new Reply(200, _scene.Content) { Sent = 100_000 };
        Assert.Contains("cut", (await _scene.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_promises_more_than_there_is_is_given_up()
    {
        _scene.Server.Answer = asked => Reply.Whole(asked, _scene.Content) with { ClaimedLength = 400_000 };
        await _scene.RefuseAsync();
    }

    [Fact]
    public async Task A_server_that_promises_less_than_there_is_is_seen_by_the_sum()
    {
        _scene.Server.Answer = _ => new Reply(200, _scene.Content) { ClaimedLength = 1000 };
        Assert.Contains("its sha256 is", (await _scene.RefuseAsync($"/best.pth#sha256={_scene.Sum}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunked_body_without_its_end_is_not_a_whole_file()
    {
        _scene.Server.Answer = _ => new Reply(200, "5\r\nhello\r\n"u8.ToArray()) { Headers = { ["Transfer-Encoding"] = "chunked" }, ClaimedLength = -1 };
        Assert.Contains("cut", (await _scene.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        _scene.Server.Answer = _ => new Reply(200, []);
        Assert.Contains("empty file", (await _scene.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sum_is_refused_and_the_file_is_not_kept()
    {
        var refused = await _scene.RefuseAsync($"/best.pth#sha256={new string('a', 64)}");
        Assert.Contains(_scene.Sum, refused.Message, StringComparison.Ordinal);
        Assert.Contains("correct the sum", refused.NextStep, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_scene.CacheFolder, "partial"), "*.part*"));
    }

    [Fact]
    public async Task A_sum_that_the_cached_file_has_not_makes_it_ask_again()
    {
        await _scene.FetchAsync("/best.pth");
        _scene.Content = DownloadScene.Bytes(seed: 3);
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync($"/best.pth#sha256={_scene.Sum.ToUpperInvariant()}"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_stays_silent_is_given_up()
    {
        _scene.Silence = TimeSpan.FromMilliseconds(50);
        _scene.Server.Answer = _ => new Reply(200, []) { ClaimedLength = 10, Stalls = true };
        Assert.Contains("nothing came for 0.05 seconds", (await _scene.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        await _scene.Server.StopAsync();
        var refused = await _scene.RefuseAsync();
        Assert.Contains("the server cannot be reached", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Without a network", refused.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_and_query_reach_the_server_and_nothing_else()
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://us%40er:pass%3Aword@127.0.0.1:{_scene.Server.Port}/best.pth?token=hidden");
        await _scene.FetchAsync(address);
        Assert.Equal("/best.pth?token=hidden", _scene.Server.Asked[0].Path);
        Assert.Equal("us@er:pass:word", Encoding.UTF8.GetString(Convert.FromBase64String(_scene.Server.Asked[0].Headers["Authorization"]["Basic ".Length..])));
        Assert.All(_scene.Progress, progress => Assert.Equal(_scene.Server.Root + "/best.pth", progress.Address));

        Directory.Delete(Path.Combine(_scene.CacheFolder, _scene.Sum), recursive: true);
        foreach (var file in Directory.EnumerateFiles(_scene.CacheFolder, "*", SearchOption.AllDirectories)) RequireNoSecret(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) + file);
        Directory.Delete(_scene.CacheFolder, recursive: true);
        _scene.Server.Answer = _ => new Reply(404, []);
        var refused = await _scene.RefuseAsync(address);
        RequireNoSecret(refused.ToString() + refused.NextStep);
    }

    [Theory]
    [InlineData("ftp://server/best.pth", "'ftp' is neither http nor https")]
    [InlineData("http://", "not a valid address")]
    [InlineData("https://server/best.pth#sha256=12", "64 hexadecimal digits")]
    [InlineData("https://server/best.pth#md5=12", "only sha256= is known")]
    public void A_wrong_address_says_what_is_wrong(string entry, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => ModelAddress.Parse(entry)).Message, StringComparison.Ordinal);

    private static void RequireNoSecret(string text)
    {
        foreach (var secret in (string[])["hidden", "us@er", "us%40er", "pass"]) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }
}
