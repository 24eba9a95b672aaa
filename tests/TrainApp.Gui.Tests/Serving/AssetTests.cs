using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using TrainApp.Gui.Tests.Security;

namespace TrainApp.Gui.Tests.Serving;

public sealed partial class AssetTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    [Theory]
    [InlineData("/assets/boot.js", "text/javascript")]
    [InlineData("/assets/base.css", "text/css")]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    public async Task An_asset_has_a_type_a_length_and_a_tag(string path, string type)
    {
        using var whole = await SendAsync(HttpMethod.Get, path);
        Assert.Equal((HttpStatusCode.OK, type), (whole.StatusCode, whole.Content.Headers.ContentType?.MediaType));
        Assert.True(whole.Headers.CacheControl?.NoCache);
        var length = (await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;

        using var head = await SendAsync(HttpMethod.Head, path);
        Assert.Equal((HttpStatusCode.OK, (long?)length), (head.StatusCode, head.Content.Headers.ContentLength));
        using var same = await SendAsync(HttpMethod.Get, path, request => request.Headers.IfNoneMatch.Add(whole.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_compressed_asset_is_the_same_and_smaller(string encoding)
    {
        using var plain = await SendAsync(HttpMethod.Get, "/_framework/blazor.web.js");
        using var packed = await SendAsync(HttpMethod.Get, "/_framework/blazor.web.js", request => request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding)));
        Assert.Equal(encoding, Assert.Single(packed.Content.Headers.ContentEncoding));
        var bytes = await packed.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var expected = await plain.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(bytes.Length * 2 < expected.Length);
        await using Stream unpacking = encoding == "br" ? new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress) : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await unpacking.CopyToAsync(unpacked, TestContext.Current.CancellationToken);
        Assert.Equal(expected, unpacked.ToArray());
    }

    [Fact]
    public async Task What_the_page_refers_to_is_kept_for_ever_by_its_content()
    {
        using var page = await SendAsync(HttpMethod.Get, "/runs");
        var addresses = AssetPattern().Matches(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Select(found => found.Groups[1].Value).ToList();
        Assert.Contains(addresses, address => address.StartsWith("/_framework/blazor.web.js?v=", StringComparison.Ordinal));
        Assert.Contains(addresses, address => address.StartsWith("/assets/base.css?v=", StringComparison.Ordinal));
        foreach (var address in addresses)
        {
            using var asset = await SendAsync(HttpMethod.Get, address);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            Assert.Contains("immutable", asset.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            using var other = await SendAsync(HttpMethod.Get, address + "0");
            Assert.True(other.Headers.CacheControl?.NoCache);
        }
    }

    [Theory]
    [InlineData("/assets/nothing.js")]
    [InlineData("/assets/..%2Fassets%2Fboot.js")]
    [InlineData("/assets/")]
    public async Task There_is_no_other_asset(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = server.Request(method, path, signedIn: true);
        change?.Invoke(request);
        return await server.SendAsync(request);
    }

    [GeneratedRegex("(?:href|src)=\"(/(?:assets|_framework)/[^\"]+)\"")]
    private static partial Regex AssetPattern();
}
