using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace TrainApp.ModelStore;

/// <summary>One request for a file, or for the rest of one, and what comes of it.</summary>
/// <param name="client">Asks.</param>
/// <param name="address">What is asked for.</param>
/// <param name="part">What is here already, and receives what comes.</param>
/// <param name="silence">After so long without a byte the connection counts as dead.</param>
/// <param name="time">The clock.</param>
internal sealed class DownloadTry(HttpClient client, ModelAddress address, PartialFile part, TimeSpan silence, TimeProvider time)
{
    private const int BlockSize = 1 << 17;
    private const int StartSize = 512;

    /// <summary>Brings the file, or as much of it as comes.</summary>
    /// <param name="arrived">Told how many bytes are here, and how many there will be.</param>
    /// <param name="cancellationToken">Calls it off; what is here stays.</param>
    /// <exception cref="PassingFailureException">Another try may bring the rest.</exception>
    /// <exception cref="ModelFileException">No try will; the message is the end of a sentence.</exception>
    public async Task<PartialState> RunAsync(Action<long, long?> arrived, CancellationToken cancellationToken)
    {
        using var silent = new CancellationTokenSource(silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silent.Token);
        try
        {
            var known = part.ReadState();
            if (known is null) part.Discard();
            if (known?.TotalBytes == part.Length && known is { TotalBytes: not null }) return known;
            using var request = Ask(known);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            DownloadReply.RequireFile(response, time);
            var state = Prepare(known, response);
            await ReceiveAsync(response, state, arrived, silent, either.Token);
            return state;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PassingFailureException(string.Create(CultureInfo.InvariantCulture, $"nothing came for {silence.TotalSeconds:0.###} seconds"));
        }
        catch (HttpRequestException e)
        {
            throw new PassingFailureException(Cause(e));
        }
    }

    private HttpRequestMessage Ask(PartialState? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address.Request);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (address.Login is { } login)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
        if (known is null) return request;
        request.Headers.Range = new RangeHeaderValue(part.Length, null);
        request.Headers.IfRange = known.Version.ETag is { } tag
            ? new RangeConditionHeaderValue(EntityTagHeaderValue.Parse(tag))
            : new RangeConditionHeaderValue(known.Version.LastModified!.Value);
        return request;
    }

    /// <summary>Decides whether what comes continues the part or begins a new one.</summary>
    private PartialState Prepare(PartialState? known, HttpResponseMessage response)
    {
        if (known is not null && DownloadReply.IsRestOf(known, part.Length, response)) return known;
        if (response.StatusCode != HttpStatusCode.OK)
        {
            part.Discard();
            throw new PassingFailureException(known is null ? "the server sent a part that nobody asked for" : "the file changed on the server between two parts");
        }

        var state = new PartialState(DownloadReply.VersionOf(response), response.Content.Headers.ContentLength, DownloadName.Of(response, address.Request));
        if (state.TotalBytes == 0) throw new ModelFileException("the server sent an empty file", "Correct the address in models.json.");
        DownloadReply.RequireNoPage(response, state.Name, address.Request, []);
        part.Begin(state);
        return state;
    }

    private async Task ReceiveAsync(HttpResponseMessage response, PartialState state, Action<long, long?> arrived, CancellationTokenSource silent, CancellationToken either)
    {
        var block = new byte[BlockSize];
        await using var source = await response.Content.ReadAsStreamAsync(either);
        await using var target = part.OpenAtEnd();
        var length = target.Length;
        while (true)
        {
            silent.CancelAfter(silence);
            // The first bytes come as one block, however the server cuts them, so that a page is seen as one.
            var (read, cut) = await ReadAsync(source, block, length == 0 ? StartSize : 1, either);
            if (read > 0 && length == 0) RefusePage(response, state, block.AsSpan(0, Math.Min(read, StartSize)), target);
            target.Write(block, 0, read);
            length += read;
            if (cut is not null) throw new PassingFailureException(cut);
            if (read == 0) break;
            arrived(length, state.TotalBytes);
        }

        target.Flush(flushToDisk: true);
        if (length < state.TotalBytes) throw new PassingFailureException(string.Create(CultureInfo.InvariantCulture, $"the connection ended after {length} of {state.TotalBytes} bytes"));
        if (length == 0) throw new ModelFileException("the server sent an empty file", "Correct the address in models.json.");
    }

    private void RefusePage(HttpResponseMessage response, PartialState state, ReadOnlySpan<byte> start, FileStream target)
    {
        try
        {
            DownloadReply.RequireNoPage(response, state.Name, address.Request, start);
        }
        catch (ModelFileException)
        {
            target.Dispose();
            part.Discard();
            throw;
        }
    }

    /// <summary>Reads until there is enough, the body ends or the connection is cut. An error of the disk comes from the writing, and does not pass.</summary>
    private static async Task<(int Read, string? Cut)> ReadAsync(Stream source, byte[] block, int least, CancellationToken cancellationToken)
    {
        var read = 0;
        try
        {
            while (read < least && await source.ReadAsync(block.AsMemory(read), cancellationToken) is var more and > 0) read += more;
            return (read, null);
        }
        catch (IOException e)
        {
            return (read, "the connection was cut" + (e.InnerException is SocketException socket ? $" ({socket.SocketErrorCode})" : ""));
        }
    }

    private static string Cause(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the server's name is not known here, or there is no network",
        HttpRequestError.ConnectionError => "the server cannot be reached",
        HttpRequestError.SecureConnectionError => "no secure connection came about; its certificate or the clock may be wrong",
        HttpRequestError.ProxyTunnelError => "the proxy refuses the connection",
        HttpRequestError.ResponseEnded => "the connection was cut",
        _ => "the server does not answer as one of http",
    };
}
