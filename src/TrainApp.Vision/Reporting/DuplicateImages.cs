using System.Collections.Concurrent;
using System.IO.Hashing;

namespace TrainApp.Vision.Reporting;

/// <summary>Finds files of equal content by their hash; files of another size are not read.</summary>
internal static class DuplicateImages
{
    /// <summary>Images that are evaluated and trained on.</summary>
    /// <param name="Image">Index of the evaluated image.</param>
    /// <param name="Train">Name of the training image with the same content.</param>
    public readonly record struct Shared(int Image, string Train);

    /// <summary>The evaluated images that are among the training images too, in order.</summary>
    public static IReadOnlyList<Shared> Find(IReadOnlyList<string?> images, IReadOnlyList<ImageFile> train, CancellationToken cancellationToken)
    {
        var trainBySize = BySize([.. train.Select(image => image.Path)]);
        var own = BySize(images).Where(pair => trainBySize.ContainsKey(pair.Key)).SelectMany(pair => pair.Value).ToList();
        var sizes = own.Select(image => new FileInfo(images[image]!).Length).ToHashSet();
        var trainByHash = Hash([.. trainBySize.Where(pair => sizes.Contains(pair.Key)).SelectMany(pair => pair.Value).Select(i => (i, train[i].Path))], cancellationToken)
            .GroupBy(pair => pair.Value)
            .ToDictionary(group => group.Key, group => group.Min(pair => pair.Key));
        var ownHashes = Hash([.. own.Select(i => (i, images[i]!))], cancellationToken);
        return [.. ownHashes.Where(pair => trainByHash.ContainsKey(pair.Value)).OrderBy(pair => pair.Key).Select(pair => new Shared(pair.Key, train[trainByHash[pair.Value]].Name))];
    }

    /// <summary>The images whose content stands there more than once, all of them, in order.</summary>
    public static IReadOnlyList<int> FindRepeated(IReadOnlyList<string?> images, CancellationToken cancellationToken) =>
    [
        .. Hash([.. BySize(images).Values.Where(same => same.Count > 1).SelectMany(same => same).Select(i => (i, images[i]!))], cancellationToken)
            .GroupBy(pair => pair.Value)
            .Where(group => group.Skip(1).Any())
            .SelectMany(group => group.Select(pair => pair.Key))
            .Order(),
    ];

    private static Dictionary<long, List<int>> BySize(IReadOnlyList<string?> paths)
    {
        var bySize = new Dictionary<long, List<int>>();
        for (var i = 0; i < paths.Count; i++)
        {
            if (paths[i] is not { } path || new FileInfo(path) is not { Exists: true } file) continue;
            if (!bySize.TryGetValue(file.Length, out var same)) bySize[file.Length] = same = [];
            same.Add(i);
        }

        return bySize;
    }

    private static ConcurrentDictionary<int, UInt128> Hash(IReadOnlyList<(int Index, string Path)> files, CancellationToken cancellationToken)
    {
        var hashes = new ConcurrentDictionary<int, UInt128>();
        Parallel.ForEach(files, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, file =>
        {
            try
            {
                using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);
                var hash = new XxHash128();
                hash.Append(stream);
                hashes[file.Index] = hash.GetCurrentHashAsUInt128();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A file that cannot be read is no duplicate of another.
            }
        });
        return hashes;
    }
}
