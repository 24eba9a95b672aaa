using System.Security.Cryptography;
using TrainApp.Files;
using TrainApp.ModelStore;

namespace TrainApp.Tests.ModelStore;

/// <summary>A workspace, a server and a file of some length.</summary>
internal sealed class DownloadScene : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DownloadScene() => Server = new FileServer(asked => Reply.Whole(asked, Content));

    public byte[] Content { get; set; } = Bytes(seed: 1);

    public FileServer Server { get; }

    /// <summary>Pauses that were asked for; none takes time.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public List<DownloadProgress> Progress { get; } = [];

    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(30);

    public string CacheFolder => _folder["workspace", "cache", "models"];

    public string Sum => Convert.ToHexStringLower(SHA256.HashData(Content));

    public static byte[] Bytes(int seed, int length = 300_000)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Fetches as a new process would.</summary>
    public async Task<string> FetchAsync(string path = "/files/best.pth", CancellationTokenSource? stop = null)
    {
        var settings = new DownloadSettings
        {
            Silence = Silence,
            WaitAsync = (span, _) =>
            {
                lock (Waits) Waits.Add(span);
                return Task.CompletedTask;
            },
        };
        using var download = new ModelDownload(new ModelCache(Workspace.Locate(_folder["workspace"], null)), settings, TimeProvider.System);
        var address = ModelAddress.Parse(path.StartsWith('/') ? Server.Root + path : path);
        return await download.FetchAsync("Tiny", "checkpoint", address, Tell, stop?.Token ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Fetches in vain; nothing of it stays among the whole files.</summary>
    public async Task<ModelFileException> RefuseAsync(string path = "/files/best.pth")
    {
        var refused = await Assert.ThrowsAsync<ModelFileException>(() => FetchAsync(path));
        Assert.Contains("'checkpoint' of the model 'Tiny'", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.NextStep);
        Assert.DoesNotContain(Directory.EnumerateFiles(CacheFolder, "*", SearchOption.AllDirectories), file => Path.GetDirectoryName(file) != Path.Combine(CacheFolder, "partial"));
        return refused;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private void Tell(DownloadProgress progress)
    {
        lock (Progress) Progress.Add(progress);
    }
}
