using System.Collections.Concurrent;
using TrainApp.Findings;
using TrainApp.Projects;

namespace TrainApp.Inspection;

/// <summary>Reads everything that a project holds and says what is damaged or doubtful.</summary>
internal static class ProjectHealth
{
    private const int NamesInMessage = 5;

    private static readonly ImagePart Pictures = new(
        ProblemIds.ImagesAlike, "images have the same content", "A split may train and validate on the same picture.", image => image.ImagePath, health => health.Hash);

    private static readonly ImagePart Annotations = new(
        ProblemIds.AnnotationsAlike, "images have the very same objects", "All but one may have been overwritten.", image => image.AnnotationPath, health => health.AnnotationHash);

    /// <param name="directory">The project's folder.</param>
    /// <param name="decode">Decodes an image file and throws when it cannot; null to look at its structure only.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ProjectException">The folder is no project, not even a damaged one.</exception>
    public static List<Finding> Examine(string directory, Action<string>? decode, CancellationToken cancellationToken) => Examine(directory, decode, progress: null, cancellationToken);

    /// <param name="directory">The project's folder.</param>
    /// <param name="decode">Decodes an image file and throws when it cannot; null to look at its structure only.</param>
    /// <param name="progress">Called on any thread, again and again: images that were read, and all of them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ProjectException">The folder is no project, not even a damaged one.</exception>
    public static List<Finding> Examine(string directory, Action<string>? decode, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        Project project;
        try
        {
            project = Project.Open(directory);
        }
        catch (ProjectException cause) when (ProjectKind.HasDatasets(directory))
        {
            // All but meta.json is there, so it is the file that is missing or wrong.
            return [new("error", ProblemIds.ProjectUnusable, cause.Message, Path: Path.Combine(Path.GetFullPath(directory), "meta.json"))];
        }

        var images = Examine(project.Images, decode, progress, cancellationToken);
        return
        [
            .. project.Problems.Select(Of),
            .. images.SelectMany(image => image.Findings),
            .. Alike(project, images, Pictures),
            .. Alike(project, images, Annotations),
            .. Unlabelled(project, images),
        ];
    }

    public static Finding Of(ProjectProblem problem) =>
        new(problem.IsError ? "error" : "warning", problem.Id, problem.Message, Path: problem.MissingPath ?? problem.Path, Line: problem.Line);

    private static ImageHealth[] Examine(IReadOnlyList<ImageItem> images, Action<string>? decode, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        var examined = 0;
        var results = new ImageHealth[images.Count];
        if (images.Count == 0) return results;
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(Partitioner.Create(0, images.Count, rangeSize: 1 + (images.Count / 1000)), options, range =>
        {
            for (var i = range.Item1; i < range.Item2; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = ImageHealth.Examine(images[i], decode);
            }

            progress?.Invoke(Interlocked.Add(ref examined, range.Item2 - range.Item1), images.Count);
        });
        return results;
    }

    private static IEnumerable<Finding> Alike(Project project, ImageHealth[] images, ImagePart part)
    {
        foreach (var group in images.Zip(project.Images).Where(pair => part.Hash(pair.First) is not null).GroupBy(pair => part.Hash(pair.First)!.Value))
        {
            var alike = group.Select(pair => pair.Second).ToList();
            if (alike.Count < 2) continue;
            // Nobody can tell which of them is the wrong one.
            foreach (var image in alike.Take(NamesInMessage))
                yield return new("warning", part.Code, $"{alike.Count} {part.What}: {Names(alike)}.", part.Hint, part.Path(image));
        }
    }

    private static IEnumerable<Finding> Unlabelled(Project project, ImageHealth[] images)
    {
        var empty = images.Zip(project.Images).Where(pair => pair.First.Classes is { Count: 0 }).Select(pair => pair.Second).ToList();
        if (empty.Count > 0)
            yield return new("info", ProblemIds.ImagesWithoutObjects, $"{empty.Count} of {images.Length} images have no object: {Names(empty)}.", Path: empty[0].AnnotationPath);
        var used = images.SelectMany(image => image.Classes ?? []).ToHashSet(StringComparer.Ordinal);
        var unused = project.Meta.Classes.Select(item => item.Name).Where(name => !used.Contains(name)).ToList();
        if (unused.Count > 0 && images.Length > 0)
            yield return new("info", ProblemIds.ClassesUnused, $"No object has the class {string.Join(", ", unused.Select(name => $"'{name}'"))}.", Path: Path.Combine(project.Directory, "meta.json"));
    }

    private static string Names(List<ImageItem> images) =>
        string.Join(", ", images.Take(NamesInMessage).Select(image => $"'{image}'")) + (images.Count > NamesInMessage ? ", …" : "");

    /// <summary>A file of an image that should not be that of another.</summary>
    private sealed record ImagePart(string Code, string What, string Hint, Func<ImageItem, string> Path, Func<ImageHealth, UInt128?> Hash);
}
