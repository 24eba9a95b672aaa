using System.Globalization;
using System.Text;
using TrainApp.ModelStore;

namespace TrainApp.Tests.ModelStore;

/// <summary>A file is fetched once, whole, whatever the server does meanwhile.</summary>
public sealed class DownloadTests : IAsyncDisposable
{
    private readonly DownloadScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_file_lies_under_its_sum_and_its_own_name()
    {
        var path = await _scene.FetchAsync();
        Assert.Equal(Path.Combine(_scene.CacheFolder, _scene.Sum, "best.pth"), path);
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(_scene.Content.Length, _scene.Progress[^1].Bytes);
        Assert.All(_scene.Progress, progress => Assert.Equal((_scene.Content.Length, "Tiny", "checkpoint"), (progress.TotalBytes, progress.Model, progress.File)));
    }

    [Fact]
    public async Task The_same_address_is_asked_once_and_works_offline()
    {
        var path = await _scene.FetchAsync();
        await _scene.Server.StopAsync();
        Assert.Equal(path, await _scene.FetchAsync());
        Assert.Single(_scene.Server.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_file_is_fetched_again(bool keepsLength)
    {
        var path = await _scene.FetchAsync();
        await File.WriteAllBytesAsync(path, keepsLength ? new byte[_scene.Content.Length] : [1], TestContext.Current.CancellationToken);
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
        Assert.Equal(2, _scene.Server.Asked.Count);
    }

    [Fact]
    public async Task A_damaged_index_is_made_again()
    {
        await _scene.FetchAsync();
        foreach (var index in Directory.EnumerateFiles(Path.Combine(_scene.CacheFolder, "addresses"))) await File.WriteAllTextAsync(index, "{\"name\": null}", TestContext.Current.CancellationToken);
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_cut_goes_on_where_it_stopped()
    {
        _scene.Server.Answer = asked => Reply.Whole(asked, _scene.Content) with { Sent = asked.Number < 4 ? 70_000 : null };
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
        Assert.Equal([0, 70_000, 140_000, 210_000], _scene.Server.Asked.Select(asked => asked.From));
    }

    [Fact]
    public async Task What_was_called_off_goes_on_in_the_next_process()
    {
        _scene.Server.Answer = asked => Reply.Whole(asked, _scene.Content) with { Sent = 100_000, Stalls = true };
        using var stop = new CancellationTokenSource();
        var fetching = _scene.FetchAsync(stop: stop);
        while (!Directory.Exists(Path.Combine(_scene.CacheFolder, "partial")) || !PartHas(100_000)) await Task.Delay(5, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);

        _scene.Server.Answer = asked => Reply.Whole(asked, _scene.Content);
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
        Assert.Equal([0, 100_000], _scene.Server.Asked.Select(asked => asked.From));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_scene.CacheFolder, "partial"), "*.part*"));
    }

    [Fact]
    public async Task A_file_that_changes_between_parts_is_fetched_from_its_beginning()
    {
        var (older, newer) = (_scene.Content, DownloadScene.Bytes(seed: 2));
        _scene.Server.Answer = asked => asked.Number == 1 ? Reply.Whole(asked, older) with { Sent = 100_000 } : Reply.Whole(asked, newer, "\"two\"");
        Assert.Equal(newer, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_rest_of_another_file_is_not_joined_to_the_part()
    {
        var (older, newer) = (_scene.Content, DownloadScene.Bytes(seed: 2));
        // It does not heed If-Range, but its tag gives it away.
        _scene.Server.Answer = asked => asked.Number switch
        {
            1 => Reply.Whole(asked, older) with { Sent = 100_000 },
            2 => new Reply(206, newer[100_000..]) { Headers = { ["ETag"] = "\"two\"", ["Content-Range"] = "bytes 100000-299999/300000" } },
            _ => Reply.Whole(asked, newer, "\"two\""),
        };
        Assert.Equal(newer, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
        Assert.Equal([0, 100_000, 0], _scene.Server.Asked.Select(asked => asked.From));
    }

    [Fact]
    public async Task Parts_that_do_not_fit_are_seen_by_the_sum_and_fetched_anew()
    {
        var other = DownloadScene.Bytes(seed: 2);
        _scene.Server.Answer = asked => asked.Number == 1 ? Reply.Whole(asked, other) with { Sent = 100_000 } : Reply.Whole(asked, _scene.Content);
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync($"/best.pth#sha256={_scene.Sum}"), TestContext.Current.CancellationToken));
        Assert.Equal([0, 100_000, 0], _scene.Server.Asked.Select(asked => asked.From));
    }

    [Theory]
    [InlineData("bytes 50000-299999/300000")]
    [InlineData("bytes 100000-299999/400000")]
    [InlineData("bytes 100000-199999/300000")]
    [InlineData("bytes */300000")]
    public async Task A_rest_that_is_not_the_one_asked_for_is_not_taken(string range)
    {
        _scene.Server.Answer = asked => asked.Number switch
        {
            1 => Reply.Whole(asked, _scene.Content) with { Sent = 100_000 },
            2 => new Reply(range.Contains('*', StringComparison.Ordinal) ? 416 : 206, new byte[1000]) { Headers = { ["Content-Range"] = range } },
            _ => Reply.Whole(asked, _scene.Content),
        };
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("W/\"one\"")]
    public async Task Without_a_strong_tag_or_a_time_it_begins_anew(string? tag)
    {
        _scene.Server.Answer = asked => new Reply(200, _scene.Content) { Headers = tag is null ? [] : new() { ["ETag"] = tag }, Sent = asked.Number == 1 ? 100_000 : null };
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
        Assert.All(_scene.Server.Asked, asked => Assert.False(asked.Headers.ContainsKey("Range")));
    }

    [Fact]
    public async Task A_server_that_ignores_the_range_sends_the_whole_file()
    {
        _scene.Server.Answer = asked => new Reply(200, _scene.Content) { Headers = { ["ETag"] = "\"one\"" }, Sent = asked.Number == 1 ? 100_000 : null };
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again()
    {
        _scene.Silence = TimeSpan.FromSeconds(1);
        _scene.Server.Answer = asked => Reply.Whole(asked, _scene.Content) with { Sent = asked.Number == 1 ? 100_000 : null, Stalls = asked.Number == 1 };
        Assert.Equal(_scene.Content, await File.ReadAllBytesAsync(await _scene.FetchAsync(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_server_that_asks_to_wait_is_given_the_time(int status)
    {
        var date = (DateTimeOffset.UtcNow + TimeSpan.FromSeconds(100)).ToString("R", CultureInfo.InvariantCulture);
        _scene.Server.Answer = asked => asked.Number switch
        {
            1 => new Reply(status, []) { Headers = { ["Retry-After"] = "7" } },
            2 => new Reply(status, []) { Headers = { ["Retry-After"] = date } },
            3 => new Reply(status, []),
            _ => Reply.Whole(asked, _scene.Content),
        };
        await _scene.FetchAsync();
        Assert.Equal(TimeSpan.FromSeconds(7), _scene.Waits[0]);
        Assert.InRange(_scene.Waits[1], TimeSpan.Zero, TimeSpan.FromSeconds(101));
        Assert.Equal(TimeSpan.FromSeconds(4), _scene.Waits[2]);
    }

    [Fact]
    public async Task Two_that_want_one_file_fetch_it_once()
    {
        var paths = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _scene.FetchAsync(), TestContext.Current.CancellationToken)));
        Assert.Single(paths.Distinct());
        Assert.Single(_scene.Server.Asked);
    }

    [Fact]
    public async Task Two_addresses_of_the_same_bytes_share_a_file()
    {
        var first = await _scene.FetchAsync("/a/best.pth");
        var written = File.GetLastWriteTimeUtc(first);
        Assert.Equal(first, await _scene.FetchAsync("/b/best.pth"));
        Assert.Equal(written, File.GetLastWriteTimeUtc(first));
    }

    [Theory]
    [InlineData("attachment; filename=\"../../evil name.pth\"", "/x", "evil name.pth")]
    [InlineData("attachment; filename*=UTF-8''gr%C3%BCn%2Fblau.pt", "/x", "blau.pt")]
    [InlineData("attachment; filename=\"..\"", "/folder/net.pth", "net.pth")]
    [InlineData("attachment; filename=\".hidden.pth\"", "/x", "hidden.pth")]
    [InlineData(null, "/weights/my%20net.pth?download=true", "my net.pth")]
    [InlineData(null, "/", "model")]
    public async Task The_name_is_the_servers_or_the_addresss_and_safe(string? disposition, string path, string name)
    {
        _scene.Server.Answer = asked => Reply.Whole(asked, _scene.Content) is var reply && disposition is null ? reply
            : reply with { Headers = new(reply.Headers) { ["Content-Disposition"] = disposition } };
        Assert.Equal(Path.Combine(_scene.CacheFolder, _scene.Sum, name), await _scene.FetchAsync(path));
    }

    [Fact]
    public async Task A_very_long_name_keeps_its_end()
    {
        var name = Path.GetFileName(await _scene.FetchAsync("/" + new string('ü', 400) + ".pth"));
        Assert.EndsWith("ü.pth", name, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 100, 200);
    }

    [Fact]
    public async Task A_page_is_taken_where_a_page_is_asked_for()
    {
        _scene.Content = Encoding.UTF8.GetBytes("<!doctype html><p>labels");
        Assert.Equal("labels.html", Path.GetFileName(await _scene.FetchAsync("/labels.html")));
    }

    private bool PartHas(int bytes) => Directory.EnumerateFiles(Path.Combine(_scene.CacheFolder, "partial"), "*.part").Any(file => new FileInfo(file).Length == bytes);
}
