using System.Collections.Concurrent;
using System.Text;
using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Platform;
using TrainApp.Projects;

namespace TrainApp.Versions;

/// <summary>Keeps what a project holds now as a version: hashes of all files, contents of annotations, and copies of images when asked.</summary>
internal sealed class VersionSnapshot(Project project, VersionFolder folder, HashMemory hashes, TimeProvider time, CancellationToken cancellationToken)
{
    /// <summary>Keeps a version, or finds that nothing has changed since the newest.</summary>
    /// <param name="keepImages">Whether images are copied, too.</param>
    /// <exception cref="ProjectException">A file of the project cannot be read.</exception>
    public ProjectVersion Take(bool keepImages)
    {
        try
        {
            var meta = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(project.Directory, "meta.json")));
            var images = new VersionImage[project.Images.Count];
            ForEach(images.Length, i => images[i] = Look(project.Images[i]));
            KeepAnnotations(images);
            if (keepImages) KeepImages(images);
            var datasets = Datasets(images);
            var carriesIds = project.Ids.AreCarried;
            var id = VersionManifest.IdOf(carriesIds, meta, datasets);
            return folder.Add(id, number => new(id, number, time.GetUtcNow(), carriesIds, meta, datasets));
        }
        catch (AggregateException several) when (several.InnerException is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(several.InnerException);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(cause);
        }
    }

    private VersionImage Look(ImageItem image)
    {
        var content = HashOf(image.ImagePath);
        return new(image.Name, image.Id, image.HasImage ? FileSize.Of(image.ImagePath) ?? 0 : null, content, HashOf(image.AnnotationPath));
    }

    private ContentHash? HashOf(string path)
    {
        try
        {
            return hashes.Of(path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // A link to nowhere, a project of annotations alone: the run leaves it out and says so.
        }
    }

    private void KeepAnnotations(VersionImage[] images)
    {
        var store = AnnotationStore.Open(folder.Annotations);
        var owners = new List<int>();
        var seen = new HashSet<ContentHash>();
        for (var i = 0; i < images.Length; i++)
        {
            if (images[i].Annotation is { } hash && !store.Holds(hash) && seen.Add(hash)) owners.Add(i);
        }

        var kept = store.Keep([.. owners.Select(i => project.Images[i].AnnotationPath)], cancellationToken);
        // What was kept is what the version holds, should somebody have saved the file meanwhile.
        for (var k = 0; k < kept.Length; k++) images[owners[k]] = images[owners[k]] with { Annotation = kept[k] };
    }

    private void KeepImages(VersionImage[] images)
    {
        var begun = new ConcurrentDictionary<ContentHash, bool>();
        ForEach(images.Length, i =>
        {
            if (images[i].Sha256 is { } hash && begun.TryAdd(hash, true)) KeepImage(project.Images[i], hash);
        });
        if (images.Length > 0) DurableDirectory.FlushEverything(folder.Annotations);
    }

    private void KeepImage(ImageItem image, ContentHash hash)
    {
        var path = folder.ImageOf(hash);
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var copy = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            WritableCopy.Make(image.ImagePath, copy);
            if (ContentHash.OfFile(copy) != hash) throw new IOException($"'{image.ImagePath}' changed while the version was kept.");
            File.Move(copy, path, overwrite: true);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private IReadOnlyList<VersionDataset> Datasets(VersionImage[] images)
    {
        var datasets = new List<VersionDataset>();
        var next = 0;
        foreach (var dataset in project.Datasets)
        {
            var directory = Path.GetRelativePath(project.Directory, dataset.Directory).Replace('\\', '/');
            datasets.Add(new(dataset.FullName, directory, dataset.Id, new ArraySegment<VersionImage>(images, next, dataset.Images.Count)));
            next += dataset.Images.Count;
        }

        return datasets;
    }

    private void ForEach(int count, Action<int> work) => Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, work);

    private ProjectException Unreadable(Exception cause) =>
        new($"A version of the project '{project.Directory}' could not be kept: {cause.Message}", project.Directory, innerException: cause);
}
