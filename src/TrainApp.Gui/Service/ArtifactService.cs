using System.Collections.Concurrent;
using System.Security.Cryptography;
using TrainApp.Files;
using TrainApp.Finalization;
using TrainApp.Projects;
using TrainApp.Reports;
using TrainApp.Runs;
using TrainApp.Training;
using TrainApp.Workers;

namespace TrainApp.Gui.Service;

/// <summary>The files of runs: listed, hashed, opened. Nothing outside a run's own files can be reached through it.</summary>
internal sealed class ArtifactService
{
    private const int MostHashes = 10_000;

    private readonly ConcurrentDictionary<(string File, long Size, DateTime Modified), string> _hashes = [];

    /// <summary>Everything that a run has given so far: what is published, or the checkpoints that have landed before.</summary>
    /// <param name="status">The run.</param>
    /// <param name="hashes">Whether files are read whose hash is not known yet; a page that looks again and again does not ask for it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ArtifactList> ListAsync(RunStatus status, bool hashes, CancellationToken cancellationToken)
    {
        var published = PublishedFolder(status);
        var best = RunOutcome.BestCheckpointOf(status);
        var metrics = CheckpointReports.Read(status.Folder.CheckpointsFile)
            .DistinctBy(report => Path.GetFileName(report.Path), StringComparer.Ordinal)
            .ToDictionary(report => Path.GetFileName(report.Path), report => report.Metrics, StringComparer.Ordinal);
        var manifest = ArtifactManifest.Read(published);
        List<Artifact> files = [];
        foreach (var (path, file) in Find(status, published).OrderBy(pair => pair.Path, StringComparer.Ordinal))
        {
            if (new FileInfo(file) is not { Exists: true } info) continue;
            // Of a link, what counts is the file that it leads to.
            if (info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) info = target;
            var checkpoint = path.Split('/') is [CheckpointsStep.FolderName, var name, ..] ? name : null;
            var known = manifest.TryGetValue(path, out var listed) && listed.Size == info.Length ? listed.Sha256 : Known(info);
            files.Add(new Artifact(
                path,
                file,
                info.Length,
                known ?? (hashes ? await HashAsync(info, cancellationToken) : null),
                new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero),
                checkpoint is not null && checkpoint == best,
                checkpoint is not null && metrics.TryGetValue(checkpoint, out var reported) ? Finite(reported) : null));
        }

        return new ArtifactList(status.Folder.Number, published, best, files);
    }

    /// <summary>Opens a file of a run for reading; null when the run has none of that path.</summary>
    /// <param name="status">The run.</param>
    /// <param name="path">A path of <see cref="ListAsync"/>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<(Artifact Artifact, FileStream Content)?> OpenAsync(RunStatus status, string path, CancellationToken cancellationToken)
    {
        // Only what is listed is opened: whatever else a path tries leads nowhere.
        if ((await ListAsync(status, hashes: false, cancellationToken)).Files.FirstOrDefault(file => file.Path == path) is not { } artifact) return null;
        try
        {
            return (artifact, new FileStream(artifact.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string? PublishedFolder(RunStatus status) => status.Folder.ReadPublished() is { } folder && Directory.Exists(folder) ? folder : null;

    private static IEnumerable<(string Path, string File)> Find(RunStatus status, string? published)
    {
        if (published is not null) return Below(published, "");
        return KeptCheckpoints.Find(status.Folder).SelectMany(place =>
        {
            var path = $"{CheckpointsStep.FolderName}/{Path.GetFileName(place)}";
            return Directory.Exists(place) ? Below(place, path + "/") : [(path, place)];
        });
    }

    /// <summary>The files below a folder; a link counts when it stays inside, and no folder is entered through one.</summary>
    private static IEnumerable<(string Path, string File)> Below(string root, string prefix)
    {
        var real = RealPath.Of(root);
        var options = new EnumerationOptions { RecurseSubdirectories = false, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };
        Stack<string> folders = new([root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options))
            {
                if (entry is DirectoryInfo)
                {
                    if (entry.LinkTarget is null) folders.Push(entry.FullName);
                    continue;
                }

                if (AtomicFile.IsInWork(entry.Name) || (entry.LinkTarget is not null && !StaysInside(entry.FullName, real))) continue;
                yield return (prefix + Path.GetRelativePath(root, entry.FullName).Replace('\\', '/'), entry.FullName);
            }
        }
    }

    private static bool StaysInside(string link, string root)
    {
        try
        {
            return RealPath.IsWithin(RealPath.Of(link), root);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string? Known(FileInfo file) => _hashes.GetValueOrDefault((file.FullName, file.Length, file.LastWriteTimeUtc));

    private async Task<string> HashAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        if (_hashes.Count >= MostHashes) _hashes.Clear();
        _hashes[(file.FullName, file.Length, file.LastWriteTimeUtc)] = hash;
        return hash;
    }

    private static Dictionary<string, double?> Finite(IReadOnlyDictionary<string, double> metrics) =>
        metrics.ToDictionary(pair => pair.Key, pair => double.IsFinite(pair.Value) ? pair.Value : (double?)null, StringComparer.Ordinal);
}
