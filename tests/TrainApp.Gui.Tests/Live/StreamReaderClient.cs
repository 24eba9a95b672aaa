using System.Text;
using System.Text.Json;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Live;

/// <summary>An event as it came over the wire.</summary>
internal sealed record ServerEvent(string Name, string? Id, JsonElement Data);

/// <summary>Reads server-sent events as a browser does.</summary>
internal static class StreamReaderClient
{
    /// <summary>A client that is signed in.</summary>
    public static async Task<HttpClient> SignInAsync(this ServedApp app)
    {
        var client = new HttpClient { BaseAddress = app.At("/") };
        await client.GetAsync(app.Address);
        return client;
    }

    public static async IAsyncEnumerable<ServerEvent> FollowAsync(this HttpClient client, string address, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (lastId is not null) request.Headers.Add("Last-Event-ID", lastId);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token), Encoding.UTF8);
        var (name, id, data) = ("", (string?)null, "");
        while (await reader.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            else if (line.Length == 0 && data.Length > 0)
            {
                yield return new ServerEvent(name, id, JsonDocument.Parse(data).RootElement);
                (name, id, data) = ("", null, "");
            }
        }
    }
}
