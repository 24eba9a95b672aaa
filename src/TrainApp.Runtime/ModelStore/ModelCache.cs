using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;
using TrainApp.Platform;

namespace TrainApp.ModelStore;

/// <summary>
/// Downloaded files, each in a folder that is named after its SHA-256, and an index by address. An address that was fetched
/// once is not asked again; a file that is not what it was counts as absent.
/// </summary>
internal sealed class ModelCache(Workspace workspace)
{
    private readonly string _root = Path.Combine(workspace.Cache, "models");

    /// <summary>Waits until nobody else fetches an address.</summary>
    public Task<FileLock> LockAsync(ModelAddress address, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(_root, "partial"));
        return FileLock.TakeAsync(InPartial(address, ".lock"), cancellationToken);
    }

    /// <summary>What an interrupted download left.</summary>
    public PartialFile Partial(ModelAddress address) => new(InPartial(address, ".part"));

    /// <summary>The whole file of an address, its bytes checked; null when it has to be fetched.</summary>
    public async Task<string?> FindAsync(ModelAddress address, CancellationToken cancellationToken)
    {
        var known = ReadIndex(address);
        if (known is null || (address.Sha256 is { } wanted && wanted != known.Sha256)) return null;
        var file = PathOf(known.Sha256, known.Name);
        return await IsWholeAsync(file, known.Size, known.Sha256, cancellationToken) ? file : null;
    }

    /// <summary>Takes a part that is the whole file by now.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> KeepAsync(ModelAddress address, PartialFile part, PartialState state, string sha256, CancellationToken cancellationToken)
    {
        var size = part.Length;
        var file = PathOf(sha256, state.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Another address may have brought the same bytes; what others read is not replaced without need.
        if (await IsWholeAsync(file, size, sha256, cancellationToken)) part.Discard();
        else part.MoveTo(file);
        DurableDirectory.Flush(Path.GetDirectoryName(file)!);
        Directory.CreateDirectory(Path.Combine(_root, "addresses"));
        var entry = new CachedAddress(address.Shown, state.Name, size, sha256, state.Version);
        AtomicFile.WriteBytes(IndexOf(address), JsonSerializer.SerializeToUtf8Bytes(entry, ModelCacheJson.Default.CachedAddress));
        return file;
    }

    /// <summary>The SHA-256 of a file in small letters.</summary>
    public static async Task<string> SumAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private static async Task<bool> IsWholeAsync(string file, long size, string sha256, CancellationToken cancellationToken)
    {
        var info = new FileInfo(file);
        return info.Exists && info.Length == size && await SumAsync(file, cancellationToken) == sha256;
    }

    private CachedAddress? ReadIndex(ModelAddress address)
    {
        try
        {
            return File.Exists(IndexOf(address)) ? JsonSerializer.Deserialize(File.ReadAllBytes(IndexOf(address)), ModelCacheJson.Default.CachedAddress) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string PathOf(string sha256, string name) => Path.Combine(_root, FileNames.Safe(sha256), FileNames.Safe(name));

    private string IndexOf(ModelAddress address) => Path.Combine(_root, "addresses", address.Key + ".json");

    private string InPartial(ModelAddress address, string extension) => Path.Combine(_root, "partial", address.Key + extension);
}

/// <summary>What an address gave.</summary>
/// <param name="Address">The address as it may be shown.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Sha256">Their sum.</param>
/// <param name="Version">How the server named this state.</param>
internal sealed record CachedAddress(string Address, string Name, long Size, string Sha256, FileVersion Version);

/// <summary>JSON of the cache.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CachedAddress))]
[JsonSerializable(typeof(PartialState))]
internal sealed partial class ModelCacheJson : JsonSerializerContext;
