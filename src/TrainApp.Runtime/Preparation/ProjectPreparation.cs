using System.Text.Json;
using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>
/// Makes the project that a run trains on: the split's images, linked to the cache or copied, and annotations of the selected
/// classes, in the run's work folder. The user's project is never written to. What is there without its completion mark is not used.
/// </summary>
internal static class ProjectPreparation
{
    private const string MarkName = "prepared.json";
    private const string FolderName = "project";

    /// <summary>Prepares, or finds that the same was prepared before.</summary>
    /// <param name="request">What to prepare.</param>
    /// <param name="progress">Receives the number of images done and of all, never falling.</param>
    /// <param name="cancellationToken">Ends the work; what is there by then is removed at the next attempt.</param>
    /// <exception cref="ProjectException">The request does not fit the project, a side stays empty, or the disk refuses.</exception>
    public static Task<PreparedProject> PrepareAsync(
        PreparationRequest request,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => Prepare(request, progress, cancellationToken), cancellationToken);

    /// <summary>Removes what was prepared in a work folder. The cache is told, so that its copies count as untouched.</summary>
    public static void Remove(string workDirectory, ImageCache? cache)
    {
        var target = Path.Combine(workDirectory, FolderName);
        // The mark goes first: it must never stand beside data that is being taken away.
        File.Delete(Path.Combine(workDirectory, MarkName));
        if (new DirectoryInfo(target).LinkTarget is not null) File.Delete(target);
        else if (Directory.Exists(target))
        {
            if (cache is not null) Release(target, cache);
            Directory.Delete(target, recursive: true);
        }
    }

    /// <summary>Where an app put a link to another folder nothing is deleted one by one.</summary>
    private static void Release(string target, ImageCache cache)
    {
        foreach (var side in new[] { "train", "val" })
        {
            var images = new DirectoryInfo(Path.Combine(target, side, "img"));
            if (images is { Exists: true, LinkTarget: null } && images.Parent!.LinkTarget is null) cache.Release([.. images.EnumerateFiles().Select(file => file.FullName)]);
        }
    }

    private static PreparedProject Prepare(PreparationRequest request, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var meta = SelectClasses(request);
        SeparateFolders.Require(request.Project, request.WorkDirectory);
        var target = Path.Combine(request.WorkDirectory, FolderName);
        var markPath = Path.Combine(request.WorkDirectory, MarkName);
        try
        {
            if (FindPrepared(request, target, markPath) is { } prepared) return prepared;
            Directory.CreateDirectory(request.WorkDirectory);
            Remove(request.WorkDirectory, request.Cache);
            if (request.Cache?.CanLinkTo(request.WorkDirectory) == false) request = request with { Cache = null };
            DiskSpace.Require(request);
            return Make(request, meta, target, markPath, progress, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ProjectException($"The data could not be prepared in '{target}': {cause.Message}", target, innerException: cause);
        }
    }

    private static PreparedProject Make(
        PreparationRequest request,
        ProjectMeta meta,
        string target,
        string markPath,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            var mark = new ProjectCopy(request, meta, target).Make(progress, cancellationToken);
            AtomicFile.WriteBytes(markPath, JsonSerializer.SerializeToUtf8Bytes(mark, PreparedJson.Default.PreparedMark));
            return Open(target, mark, wasPrepared: false);
        }
        catch (IOException)
        {
            // A full disk would keep the run from writing down what happened.
            Remove(request.WorkDirectory, request.Cache);
            throw;
        }
    }

    private static ProjectMeta SelectClasses(PreparationRequest request)
    {
        var project = request.Project;
        if (project.Problems.FirstOrDefault(problem => string.Equals(problem.Id, ProblemIds.MetaUnreadable, StringComparison.Ordinal)) is { } broken)
            throw new ProjectException(broken.Message, broken.Path);
        var known = project.Meta.Classes.Select(item => item.Name).ToList();
        foreach (var name in request.Classes)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw new ProjectException(
                    $"The project '{project.Name}' has no class '{name}'.{NearestName.Suggest(name, known)}",
                    project.Directory,
                    $"It has: {string.Join(", ", known)}.");
            }
        }

        if (request.Classes.Count == 0) throw new ProjectException("No class is selected.", project.Directory);
        var selected = project.Meta with { Classes = [.. project.Meta.Classes.Where(item => request.Classes.Contains(item.Name, StringComparer.Ordinal))] };
        return request.Conversion is { } task ? ShapeConversion.Convert(selected, task) : selected;
    }

    private static PreparedProject? FindPrepared(PreparationRequest request, string target, string markPath)
    {
        if (!File.Exists(markPath)) return null;
        try
        {
            var mark = JsonSerializer.Deserialize(File.ReadAllBytes(markPath), PreparedJson.Default.PreparedMark);
            if (mark is null || !string.Equals(mark.Request, request.Key(), StringComparison.Ordinal)) return null;
            var prepared = Open(target, mark, wasPrepared: true);
            return IsWhole(prepared.Project, "train", mark.Train) && IsWhole(prepared.Project, "val", mark.Val) ? prepared : null;
        }
        catch (Exception cause) when (cause is JsonException or ProjectException)
        {
            return null;
        }
    }

    /// <summary>Whether a side still has exactly its images: what an app added or cut would be trained on, too.</summary>
    private static bool IsWhole(Project project, string side, IReadOnlyList<PreparedImage> images) =>
        project.Datasets.Find(side) is { } dataset
        && dataset.Images.Select(image => image.Name).SequenceEqual(images.Select(image => image.PreparedName), StringComparer.Ordinal)
        && dataset.Images.Zip(images).All(pair => FileSize.Of(pair.First.ImagePath) == pair.Second.Size);

    private static PreparedProject Open(string target, PreparedMark mark, bool wasPrepared) => new()
    {
        Project = Project.Open(target),
        TrainImages = mark.Train,
        ValImages = mark.Val,
        Problems = mark.Problems,
        WasPrepared = wasPrepared,
    };
}
