using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Web;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Api;

/// <summary>Calls the API of a served app as a script does, with the token that was printed.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly ServedApp _app;
    private readonly string? _token;

    public ApiClient(ServedApp app)
    {
        _app = app;
        _token = HttpUtility.ParseQueryString(app.Address.Query)["token"];
        if (_token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, _app.At(path)));

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, _app.At(path)));

    /// <summary>Posts a JSON text, or nothing.</summary>
    public Task<ApiAnswer> PostAsync(string path, string? json = null, string type = "application/json") => SendAsync(new HttpRequestMessage(HttpMethod.Post, _app.At(path))
    {
        Content = json is null ? null : new StringContent(json, Encoding.UTF8, type),
    });

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, Stop);
            return new ApiAnswer(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync(Stop));
        }
    }

    public Task<ApiAnswer> GetRangeAsync(string path, long from, long to) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, _app.At(path)) { Headers = { Range = new RangeHeaderValue(from, to) } });

    /// <summary>Sends a path as it is, which no client library does, and gives everything that comes back.</summary>
    public async Task<string> GetRawAsync(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _app.Address.Port, Stop);
        await using var stream = client.GetStream();
        var words = $"GET {path} HTTP/1.1\r\nHost: {_app.Address.Authority}\r\nConnection: close\r\n{(_token is null ? "" : $"Authorization: Bearer {_token}\r\n")}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(words), Stop);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Stop);
    }

    /// <summary>Waits until a run has ended, and gives it.</summary>
    public async Task<JsonElement> WaitForEndAsync(int run)
    {
        while (true)
        {
            var report = (await GetAsync(FormattableString.Invariant($"/api/runs/{run}"))).Json;
            if (report.GetProperty("exitCode").ValueKind == JsonValueKind.Number) return report;
            await Task.Delay(20, Stop);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders Content, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public string Code => Json.GetProperty("code").GetString()!;

    /// <summary>The messages of every error, the main one first.</summary>
    public string Messages => string.Join('\n', Json.TryGetProperty("errors", out var errors)
        ? errors.EnumerateArray().Select(error => error.GetProperty("message").GetString())
        : [Json.GetProperty("message").GetString()]);

    public int Run => Json.GetProperty("run").GetInt32();

    /// <summary>It is an error in the frame of RFC 9457, with the fields of the command line's errors.</summary>
    public ApiAnswer RequireProblem(int status, string code)
    {
        Assert.Equal((status, "application/problem+json"), ((int)Status, Content.ContentType?.MediaType));
        Assert.Equal((status, code), (Json.GetProperty("status").GetInt32(), Code));
        Assert.NotEqual("", Json.GetProperty("title").GetString());
        Assert.NotEqual("", Json.GetProperty("message").GetString());
        return this;
    }
}
