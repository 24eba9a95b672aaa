using System.Globalization;

namespace TrainApp.ModelStore;

/// <summary>
/// Fetches files of models into the cache. What was cut goes on where it stopped, in this process or a later one; two
/// processes that want one file fetch it once.
/// </summary>
internal sealed class ModelDownload(ModelCache cache, DownloadSettings settings, TimeProvider time) : IDisposable
{
    private const string RetryAdvice = "Start the run again: the download goes on where it stopped. Without a network, put the file beside models.json and name its path.";

    private readonly HttpClient _client = MakeClient();

    /// <summary>Brings a file, from the cache or the network.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="file">The file's name in the catalog.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="progress">Told how the download gets on; nothing is told of a file that is here.</param>
    /// <param name="cancellationToken">Calls it off; what is here stays.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="ModelFileException">It cannot be had.</exception>
    public async Task<string> FetchAsync(string model, string file, ModelAddress address, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        using var held = await cache.LockAsync(address, cancellationToken);
        if (await cache.FindAsync(address, cancellationToken) is { } found) return found;
        var part = cache.Partial(address);
        try
        {
            for (var isRepeated = false; ; isRepeated = true)
            {
                var (state, isPieced) = await BringAsync(address, part, (bytes, total) => progress(new DownloadProgress(model, file, address.Shown, bytes, total)), cancellationToken);
                var sum = await ModelCache.SumAsync(part.Path, cancellationToken);
                if (sum == (address.Sha256 ?? sum)) return await cache.KeepAsync(address, part, state, sum, cancellationToken);
                part.Discard();
                if (isPieced && !isRepeated) continue;
                throw new ModelFileException($"its sha256 is {sum}, not the one in models.json", "If this is the file you want, correct the sum in models.json; else find one that is whole.");
            }
        }
        catch (ModelFileException e)
        {
            throw new ModelFileException($"The file '{file}' of the model '{model}' could not be downloaded from {address.Shown}: {e.Message}.", e.NextStep);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <returns>What the part is by now, and whether it came in several parts.</returns>
    private async Task<(PartialState State, bool IsPieced)> BringAsync(ModelAddress address, PartialFile part, Action<long, long?> arrived, CancellationToken cancellationToken)
    {
        var most = part.Length;
        var (failures, isPieced) = (0, false);
        while (true)
        {
            try
            {
                isPieced |= part.Length > 0;
                return (await new DownloadTry(_client, address, part, settings.Silence, time).RunAsync(arrived, cancellationToken), isPieced);
            }
            catch (PassingFailureException e)
            {
                // A server that gives a little each time is patient work, not a failure.
                failures = part.Length > most ? 1 : failures + 1;
                most = Math.Max(most, part.Length);
                if (failures >= settings.Tries) throw new ModelFileException(string.Create(CultureInfo.InvariantCulture, $"{e.Message}; it was tried {failures} times"), RetryAdvice);
                if (e.Wait > settings.LongestWait) throw new ModelFileException(string.Create(CultureInfo.InvariantCulture, $"{e.Message} and asks to wait {e.Wait.Value.TotalMinutes:0.#} minutes"), RetryAdvice);
                await settings.WaitAsync(e.Wait ?? settings.Pause * (1 << (failures - 1)), cancellationToken);
            }
        }
    }

    private static HttpClient MakeClient() => new(new SocketsHttpHandler { MaxAutomaticRedirections = 10 })
    {
        // Silence is what ends a request; a large file takes its time.
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { UserAgent = { new("TrainApp", null) } },
    };
}
