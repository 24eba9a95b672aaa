using System.Globalization;
using TrainApp.Cache;
using TrainApp.Files;

namespace TrainApp.Versions;

/// <summary>
/// Makes a version of a project a project again, in the workspace's cache: images are linked or copied from wherever their content still is,
/// annotations come from the packs. What was restored before is looked through and used again.
/// </summary>
internal sealed class VersionRestore(VersionFolder folder, ImageCache cache)
{
    private const int Shown = 5;

    /// <summary>Opens a version.</summary>
    /// <param name="number">One of <see cref="VersionFolder.Numbers"/>.</param>
    /// <param name="source">The user's project, as far as it is still there.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ProjectException">A part of the version is gone or has changed; the message counts and names.</exception>
    public async Task<(Project Project, ProjectVersion Version)> OpenAsync(int number, string source, CancellationToken cancellationToken)
    {
        var manifest = folder.Read(number);
        var name = Path.GetFileName(source) is { Length: > 0 } given ? given : "project";
        var target = Path.Combine(folder.Restored, number.ToString(CultureInfo.InvariantCulture));
        var path = Path.Combine(target, name);
        try
        {
            using var alone = await FileLock.TakeAsync(folder.Lock, cancellationToken);
            if (FindRestored(manifest, path) is { } restored) return (restored, new(manifest.Id, number));
            RemoveLeftovers(target);
            Make(manifest, source, name, target, cancellationToken);
            return (Project.Open(path), new(manifest.Id, number));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ProjectException($"The version {number.ToString(CultureInfo.InvariantCulture)} could not be restored: {cause.Message}", path, innerException: cause);
        }
    }

    /// <summary>An error about parts that are not there any more: how many, and the first few.</summary>
    public static ProjectException Incomplete(VersionManifest manifest, IReadOnlyList<string> gone, string path)
    {
        var more = gone.Count > Shown ? ", …" : "";
        var all = manifest.Datasets.Sum(dataset => dataset.Images.Count);
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{gone.Count} of {all} images of version {manifest.Version} cannot be restored: {string.Join(", ", gone.Order(StringComparer.Ordinal).Take(Shown))}{more}.");
        return new ProjectException(message, path, "Bring the files back; with 'version_images: true' in the app's options versions keep copies of their images.");
    }

    private void Make(VersionManifest manifest, string source, string name, string target, CancellationToken cancellationToken)
    {
        var work = Path.Combine(folder.Restored, $".{Guid.NewGuid():N}.tmp");
        try
        {
            new VersionProject(manifest, folder, cache, Path.Combine(work, name)).Make(source, cancellationToken);
            Directory.Move(work, target);
        }
        finally
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        }
    }

    private Project? FindRestored(VersionManifest manifest, string path)
    {
        if (!Directory.Exists(path)) return null;
        try
        {
            var project = Project.Open(path);
            return new VersionCheck(manifest, cache.Hashes).IsWhole(project) ? project : null;
        }
        catch (Exception cause) when (cause is IOException or ProjectException)
        {
            return null;
        }
    }

    private void RemoveLeftovers(string target)
    {
        // Renamed before it is deleted: whoever reads from it sees all of it or nothing.
        if (Directory.Exists(target)) Directory.Move(target, Path.Combine(folder.Restored, $".{Guid.NewGuid():N}.tmp"));
        if (!Directory.Exists(folder.Restored)) return;
        foreach (var leftover in Directory.EnumerateDirectories(folder.Restored, ".*")) Directory.Delete(leftover, recursive: true);
    }
}
