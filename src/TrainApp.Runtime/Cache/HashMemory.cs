using System.Collections.Concurrent;
using TrainApp.Files;
using TrainApp.Platform;

namespace TrainApp.Cache;

/// <summary>
/// Hashes of files by what the file system says of them, so that a file is read once: <c>cache/hashes</c>. Every session that learns something
/// adds a file of its own, so sessions need no lock; now and then one joins them. Where the system has no change time
/// everything is read again.
/// </summary>
internal sealed class HashMemory
{
    private const int MostSegments = 8;

    /// <summary>A file system's clock ticks in up to ten milliseconds: two writes in one tick look alike.</summary>
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);

    private readonly string _directory;
    private readonly Dictionary<(ulong Device, ulong Inode), RememberedHash> _known = [];
    private readonly ConcurrentDictionary<(ulong Device, ulong Inode), RememberedHash> _learned = new();
    private readonly List<string> _segments = [];

    private HashMemory(string directory) => _directory = directory;

    public static HashMemory Open(Workspace workspace)
    {
        var memory = new HashMemory(Path.Combine(workspace.Cache, "hashes"));
        if (!Directory.Exists(memory._directory)) return memory;
        foreach (var file in Directory.EnumerateFiles(memory._directory, "*.bin"))
        {
            try
            {
                HashSegment.Read(file, memory._known);
                memory._segments.Add(file);
            }
            catch (IOException)
            {
                // Another session has joined it into its own.
            }
        }

        return memory;
    }

    /// <summary>The hash of a file in this state; null when it was never read, or has changed.</summary>
    public ContentHash? Recall(FileState state)
    {
        var key = (state.Device, state.Inode);
        if (!_learned.TryGetValue(key, out var found) && !_known.TryGetValue(key, out found)) return null;
        return found.State == state ? found.Hash : null;
    }

    /// <summary>Remembers the hash of a file whose content does not change in the tick of the clock in which it got its state.</summary>
    public void Remember(FileState state, ContentHash hash) => _learned[(state.Device, state.Inode)] = new(state, hash);

    /// <summary>The hash of a file, which is read if need be.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public ContentHash Of(string path)
    {
        var before = FileState.Of(path);
        if (before is { } state && Recall(state) is { } known) return known;
        var isSettled = before is { } seen && IsSettled(seen);
        var hash = ContentHash.OfFile(path);
        if (isSettled && FileState.Of(path) == before) Remember(before!.Value, hash);
        return hash;
    }

    /// <summary>Whether the clock has ticked since the file changed: a later change will show in its state.</summary>
    public static bool IsSettled(FileState state) =>
        (DateTime.UtcNow - DateTime.UnixEpoch - s_tick).Ticks * TimeSpan.NanosecondsPerTick > Math.Max(state.Changed, state.Modified);

    /// <summary>Waits until every change from now on will show.</summary>
    public static void Settle() => Thread.Sleep(s_tick);

    /// <summary>Writes down what was learned.</summary>
    public void Save()
    {
        var news = _learned.Where(pair => !_known.TryGetValue(pair.Key, out var old) || old != pair.Value).Select(pair => pair.Value).ToList();
        if (news.Count == 0) return;
        Directory.CreateDirectory(_directory);
        var joins = _segments.Count >= MostSegments;
        foreach (var entry in news) _known[(entry.State.Device, entry.State.Inode)] = entry;
        var file = Path.Combine(_directory, $"{Guid.NewGuid():N}.bin");
        VolatileFile.Write(file, HashSegment.Write(joins ? _known.Values : news));
        if (joins)
        {
            foreach (var old in _segments) File.Delete(old);
            _segments.Clear();
        }

        _segments.Add(file);
        _learned.Clear();
    }
}
