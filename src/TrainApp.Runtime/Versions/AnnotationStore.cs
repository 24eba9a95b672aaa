using TrainApp.Cache;
using TrainApp.Files;

namespace TrainApp.Versions;

/// <summary>The annotations of all versions of a project, each content once, in packs: a version adds one pack with what is new in it.</summary>
internal sealed class AnnotationStore
{
    private const int BlockContents = 256;

    private readonly string _directory;
    private readonly List<PackBlock> _blocks = [];
    private readonly HashSet<ContentHash> _kept = [];

    private AnnotationStore(string directory) => _directory = directory;

    public static AnnotationStore Open(string directory)
    {
        var store = new AnnotationStore(directory);
        if (!Directory.Exists(directory)) return store;
        foreach (var file in Directory.EnumerateFiles(directory, "*.pack").Order(StringComparer.Ordinal))
        {
            foreach (var block in AnnotationPack.ReadTable(file))
            {
                store._blocks.Add(block);
                foreach (var (hash, _) in block.Contents) store._kept.Add(hash);
            }
        }

        return store;
    }

    /// <summary>Whether a content is kept, as far as tables say.</summary>
    public bool Holds(ContentHash hash) => _kept.Contains(hash);

    /// <summary>Keeps files, several at a time.</summary>
    /// <param name="paths">Files whose contents are not kept yet.</param>
    /// <param name="cancellationToken">Ends the work; nothing is kept then.</param>
    /// <returns>What each file held when it was kept.</returns>
    public ContentHash[] Keep(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var hashes = new ContentHash[paths.Count];
        if (paths.Count == 0) return hashes;
        Directory.CreateDirectory(_directory);
        var blocks = Enumerable.Range(0, (paths.Count + BlockContents - 1) / BlockContents)
            .AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).WithCancellation(cancellationToken)
            .Select(block => Pack(paths, block * BlockContents, hashes));
        _ = AtomicFile.TryWriteNew(Path.Combine(_directory, $"{Guid.NewGuid():N}.pack"), stream => AnnotationPack.Write(stream, blocks));
        return hashes;
    }

    /// <summary>Reads contents, several blocks at a time, in no order.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="take">Receives a content; several threads call it.</param>
    /// <returns>What is not kept, or is damaged.</returns>
    public IReadOnlySet<ContentHash> Read(IReadOnlySet<ContentHash> wanted, Action<ContentHash, byte[]> take)
    {
        var missing = new HashSet<ContentHash>(wanted);
        Parallel.ForEach(_blocks.Where(block => block.Contents.Exists(content => wanted.Contains(content.Hash))), block =>
        {
            foreach (var (hash, content) in block.Read(wanted))
            {
                bool isNew;
                lock (missing) isNew = missing.Remove(hash);
                if (isNew) take(hash, content);
            }
        });
        return missing;
    }

    private static PackedBlock Pack(IReadOnlyList<string> paths, int first, ContentHash[] hashes)
    {
        var contents = new List<(ContentHash, byte[])>();
        for (var i = first; i < Math.Min(paths.Count, first + BlockContents); i++)
        {
            var content = File.ReadAllBytes(paths[i]);
            hashes[i] = ContentHash.Of(content);
            contents.Add((hashes[i], content));
        }

        return AnnotationPack.Compress(contents);
    }
}
