using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrainApp.Tests.ModelStore;

/// <summary>A small server of http on the loopback address that answers as a test says, badly if need be.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly ConcurrentQueue<AskedFor> _asked = new();
    private readonly Task _accepting;

    public FileServer(Func<AskedFor, Reply> answer)
    {
        Answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>What the server says to a request.</summary>
    public Func<AskedFor, Reply> Answer { get; set; }

    public int Port { get; }

    public string Root => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<AskedFor> Asked => [.. _asked];

    /// <summary>Answers no more, as a server that is not there.</summary>
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var asked = await ReadAsync(stream);
                _asked.Enqueue(asked);
                var reply = Answer(asked with { Number = _asked.Count });
                await stream.WriteAsync(Encoding.Latin1.GetBytes(reply.Head()), _end.Token);
                await stream.WriteAsync(reply.Body.AsMemory(0, reply.Sent ?? reply.Body.Length), _end.Token);
                await stream.FlushAsync(_end.Token);
                if (reply.Stalls) await Task.Delay(Timeout.Infinite, _end.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                // A connection that is closed on unread bytes is reset, and what was sent may be lost.
                while (await stream.ReadAsync(new byte[256], _end.Token) > 0)
                {
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
            }
        }
    }

    private async Task<AskedFor> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _end.Token) > 0) text.Append((char)one[0]);
        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new AskedFor(lines[0].Split(' ')[1], headers, 0);
    }
}

/// <summary>A request.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Number">The how manieth it is, from 1.</param>
internal sealed record AskedFor(string Path, IReadOnlyDictionary<string, string> Headers, int Number)
{
    /// <summary>Where the asked rest begins; 0 when the whole is asked for.</summary>
    public int From => Headers.TryGetValue("Range", out var range) ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : 0;
}

/// <summary>A reply.</summary>
internal sealed record Reply(int Status, byte[] Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>How many bytes of the body are really sent.</summary>
    public int? Sent { get; init; }

    /// <summary>Whether the connection then stays open in silence.</summary>
    public bool Stalls { get; init; }

    /// <summary>What the header says of the length; the body's by default, and nothing where it is negative.</summary>
    public long? ClaimedLength { get; init; }

    /// <summary>A server that knows its trade: the whole file, or the rest that is asked for while the tag is the same.</summary>
    public static Reply Whole(AskedFor asked, byte[] content, string tag = "\"one\"")
    {
        var isRest = asked.From > 0 && asked.Headers.GetValueOrDefault("If-Range") == tag;
        if (!isRest) return new Reply(200, content) { Headers = { ["ETag"] = tag } };
        return new Reply(206, content[asked.From..])
        {
            Headers = { ["ETag"] = tag, ["Content-Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes {asked.From}-{content.Length - 1}/{content.Length}") },
        };
    }

    public string Head()
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} Said\r\nConnection: close\r\n");
        if ((ClaimedLength ?? Body.Length) is >= 0 and var length) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        foreach (var (name, value) in Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return head.Append("\r\n").ToString();
    }
}
