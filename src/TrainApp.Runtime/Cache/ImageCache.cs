using TrainApp.Files;
using TrainApp.Platform;

namespace TrainApp.Cache;

/// <summary>
/// Read-only copies of images, each in a file that is named after its content: <c>cache/images</c>. A project that a run trains on links to
/// them. A copy appears whole, by a rename; one that was written into is noticed and made anew. Sessions need no lock, and
/// the folder may be deleted at any time that no run is being prepared.
/// </summary>
internal sealed class ImageCache : IDisposable
{
    private const int Tries = 5, Stripes = 64;
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly TimeSpan s_longestCopy = TimeSpan.FromHours(1);

    private readonly Lock[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new Lock())];
    private readonly HashSet<ContentHash>[] _verified = [.. Enumerable.Range(0, Stripes).Select(_ => new HashSet<ContentHash>())];
    private readonly string _directory;
    private readonly string _work;

    private ImageCache(string directory, HashMemory hashes)
    {
        _directory = directory;
        _work = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        Hashes = hashes;
    }

    public HashMemory Hashes { get; }

    public static ImageCache Open(Workspace workspace)
    {
        var cache = new ImageCache(Path.Combine(workspace.Cache, "images"), HashMemory.Open(workspace));
        cache.RemoveLeftovers();
        return cache;
    }

    /// <summary>Whether files of the cache can have names in a folder, which exists.</summary>
    public bool CanLinkTo(string directory)
    {
        Directory.CreateDirectory(_work);
        var probe = Path.Combine(_work, "probe");
        var name = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        File.WriteAllBytes(probe, []);
        var outcome = HardLink.Create(probe, name);
        File.Delete(name);
        File.Delete(probe);
        return outcome == LinkOutcome.Linked;
    }

    /// <summary>The content of a file, as far as it is known without reading it.</summary>
    public ContentHash? Recall(string source) => FileState.Of(source) is { } state ? Hashes.Recall(state) : null;

    /// <summary>Whether there is a copy, whole or not.</summary>
    public bool Holds(ContentHash hash) => File.Exists(PathOf(hash));

    /// <summary>Makes <paramref name="target"/> a link to the copy of a file, which is made if need be.</summary>
    public void Give(string source, string target)
    {
        if (Recall(source) is { } known && TryGive(known, target)) return;
        for (var tries = 0; tries < Tries; tries++)
        {
            var (copy, hash) = Copy(source);
            lock (StripeOf(hash))
            {
                if (IsWhole(hash)) File.Delete(copy);
                else Take(copy, hash);
            }

            // False when another process emptied the cache just now, or made the same copy and found an older one spoilt.
            if (TryGive(hash, target)) return;
        }

        throw new IOException($"Files of the cache '{_directory}' are deleted as fast as they are made.");
    }

    /// <summary>Makes <paramref name="target"/> a link to the copy of a content, or a copy where links are impossible; false when there is no whole one.</summary>
    public bool TryGive(ContentHash hash, string target)
    {
        lock (StripeOf(hash))
        {
            if (!IsWhole(hash)) return false;
            var path = PathOf(hash);
            var outcome = HardLink.Create(path, target);
            if (outcome == LinkOutcome.TooMany)
            {
                // Names so far stay with the old file; the next ones are those of a copy.
                Take(CopyOf(path), hash);
                outcome = HardLink.Create(path, target);
            }

            if (outcome == LinkOutcome.NotThere)
            {
                _verified[StripeIndex(hash)].Remove(hash);
                return false;
            }

            if (outcome == LinkOutcome.Linked) Remember(path, hash);
            else WritableCopy.Make(path, target);
            return true;
        }
    }

    /// <summary>
    /// Deletes files that link to the cache, and remembers that only their number of links has changed. One that was written
    /// into is deleted all the same, and the copy in the cache will be found spoilt.
    /// </summary>
    public void Release(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var before = FileState.Of(file);
            File.Delete(file);
            if (before is { } state && Hashes.Recall(state) is { } hash && FileState.Of(PathOf(hash)) is { } after && after.IsSameContent(state)) Hashes.Remember(after, hash);
        }
    }

    /// <summary>Writes down what was learned, once the copies themselves are on the disk.</summary>
    public void Save()
    {
        HashMemory.Settle();
        Hashes.Save();
    }

    public void Dispose()
    {
        if (Directory.Exists(_work)) Directory.Delete(_work, recursive: true);
    }

    private (string Copy, ContentHash Hash) Copy(string source)
    {
        var before = FileState.Of(source);
        var known = before is { } state ? Hashes.Recall(state) : null;
        var isSettled = before is { } seen && HashMemory.IsSettled(seen);
        var copy = CopyOf(source);
        var isSame = before is not null && FileState.Of(source) == before;
        if (known is { } hash && isSame) return (copy, hash);
        hash = ContentHash.OfFile(copy);
        if (isSettled && isSame) Hashes.Remember(before!.Value, hash);
        return (copy, hash);
    }

    private string CopyOf(string source)
    {
        Directory.CreateDirectory(_work);
        var copy = Path.Combine(_work, Guid.NewGuid().ToString("N"));
        File.Copy(source, copy);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(copy, ReadOnly);
        return copy;
    }

    private void Take(string copy, ContentHash hash)
    {
        var path = PathOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(copy, path, overwrite: true);
        Remember(path, hash);
        _verified[StripeIndex(hash)].Add(hash);
    }

    private bool IsWhole(ContentHash hash)
    {
        var verified = _verified[StripeIndex(hash)];
        if (verified.Contains(hash)) return true;
        var path = PathOf(hash);
        if (!File.Exists(path)) return false;
        if (Hashes.Of(path) != hash)
        {
            // Whoever still has a name of the spoilt file keeps it.
            File.Delete(path);
            return false;
        }

        verified.Add(hash);
        return true;
    }

    private void Remember(string path, ContentHash hash)
    {
        if (FileState.Of(path) is { } state) Hashes.Remember(state, hash);
    }

    private string PathOf(ContentHash hash)
    {
        var name = hash.ToString();
        return Path.Combine(_directory, name[..2], name);
    }

    private static int StripeIndex(ContentHash hash) => (int)(hash.Low % Stripes);

    private Lock StripeOf(ContentHash hash) => _stripes[StripeIndex(hash)];

    private void RemoveLeftovers()
    {
        if (!Directory.Exists(_directory)) return;
        foreach (var folder in Directory.EnumerateDirectories(_directory, ".*"))
        {
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) <= s_longestCopy) continue;
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
            {
                // Another run that starts just then removes it, too.
            }
        }
    }
}
