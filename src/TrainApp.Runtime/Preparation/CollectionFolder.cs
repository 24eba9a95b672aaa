using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TrainApp.Files;

namespace TrainApp.Preparation;

/// <summary>
/// The collections that a workspace keeps of a project: named lists of images, a text file each in
/// <c>projects/{id}/collections</c>. Each run adds the pair <c>train_NNN</c> and <c>val_NNN</c> of its split.
/// </summary>
internal sealed class CollectionFolder(string directory)
{
    public const string TrainPrefix = "train_", ValPrefix = "val_";

    private const string Extension = ".txt";

    public static CollectionFolder Of(Workspace workspace, long projectId) =>
        new(Path.Combine(workspace.Projects, projectId.ToString(CultureInfo.InvariantCulture), "collections"));

    /// <summary>Their names, in ordinal order.</summary>
    public IReadOnlyList<string> Names() => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory, "*" + Extension)
            .Where(file => !AtomicFile.IsInWork(Path.GetFileName(file)))
            .Select(file => CollectionText.NameOf(Path.GetFileNameWithoutExtension(file)))
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Images of a collection, as <c>dataset/file</c>; null when there is no such collection.</summary>
    public IReadOnlyList<string>? Read(string name)
    {
        try
        {
            return [.. File.ReadLines(PathOf(name)).Where(line => line.Length > 0).Select(CollectionText.ImageOf)];
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        {
            return null;
        }
    }

    /// <summary>Adds the next pair; of two processes that do so at once each gets a number of its own.</summary>
    public (string Train, string Val) AddPair(IEnumerable<ImageItem> train, IEnumerable<ImageItem> val)
    {
        Directory.CreateDirectory(directory);
        var (trainText, valText) = (CollectionText.Write(train), CollectionText.Write(val));
        for (var number = Pairs(Names()).Select(pair => pair.Number).Append(0).Max() + 1; ; number++)
        {
            var suffix = number.ToString("D3", CultureInfo.InvariantCulture);
            var (trainName, valName) = (TrainPrefix + suffix, ValPrefix + suffix);
            if (!TryAdd(trainName, trainText)) continue;
            if (TryAdd(valName, valText)) return (trainName, valName);
            File.Delete(PathOf(trainName));
        }
    }

    /// <summary>Pairs of names with one number, the newest (the largest number) first.</summary>
    public IEnumerable<(string Train, string Val)> NewestPairs() => Pairs(Names())
        .GroupBy(name => name.Number)
        .OrderByDescending(group => group.Key)
        .Select(group => (Train: group.FirstOrDefault(name => name.IsTrain).Name, Val: group.FirstOrDefault(name => !name.IsTrain).Name))
        .Where(pair => pair is { Train: not null, Val: not null });

    /// <summary>
    /// A collection's number, which follows from its name: <c>train_7</c> is 13, <c>val_7</c> 14; any other name has a
    /// hash of it, above two thousand million.
    /// </summary>
    public static long IdOf(string name) => Pairs([name]).ToList() is [var pair]
        ? (2 * pair.Number) - (pair.IsTrain ? 1 : 0)
        : 2_000_000_000L + XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(name));

    private static IEnumerable<(string Name, bool IsTrain, long Number)> Pairs(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            foreach (var prefix in new[] { TrainPrefix, ValPrefix })
            {
                if (name.StartsWith(prefix, StringComparison.Ordinal)
                    && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000_000)
                    yield return (name, prefix == TrainPrefix, number);
            }
        }
    }

    /// <summary>A file that appears whole, and only where none is.</summary>
    private bool TryAdd(string name, string text) => AtomicFile.TryWriteNew(PathOf(name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private string PathOf(string name) => Path.Combine(directory, CollectionText.FileOf(name) + Extension);
}
