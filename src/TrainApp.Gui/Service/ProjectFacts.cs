using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Gui.Service;

/// <summary>
/// What is known of a project at one moment. Names come first; the counts follow when its annotations are read, and its
/// number when it is registered.
/// </summary>
public sealed class ProjectFacts
{
    private const int ShownImages = 8;

    internal ProjectFacts()
    {
    }

    /// <summary>Its folder; null while it is looked for.</summary>
    internal string? Directory { get; init; }

    /// <summary>Its number in the workspace; null before it has one.</summary>
    internal long? Id { get; init; }

    /// <summary>Why there is nothing to tell; null while all is well.</summary>
    internal ProjectException? Error { get; init; }

    /// <summary>The project; null before it is opened.</summary>
    internal ProjectReading? Reading { get; init; }

    /// <summary>Collections that the workspace keeps of it, by name.</summary>
    internal IReadOnlyList<string> Collections { get; init; } = [];

    /// <summary>The split that a request which names none gets; null when there is none.</summary>
    internal SplitSpecification? DetectedSplit { get; init; }

    /// <summary>Counts of classes, tags and datasets; null while the annotations are being read.</summary>
    internal ProjectCounts? Counts { get; init; }

    internal Project? Project => Reading?.Project;

    internal string Name => Project?.Name ?? Path.GetFileName(Directory) ?? "";

    /// <summary>A few images from all over a project: every dataset has its turn.</summary>
    internal static IReadOnlyList<ImageItem> Samples(Project project)
    {
        var shown = Math.Min(ShownImages, project.Images.Count);
        return [.. Enumerable.Range(0, shown).Select(place => project.Images[(int)((long)place * project.Images.Count / shown)])];
    }

    internal ProjectFacts With(ProjectCounts counts) => new()
    {
        Directory = Directory,
        Id = Id,
        Reading = Reading,
        Collections = Collections,
        DetectedSplit = DetectedSplit,
        Counts = counts,
    };

    /// <summary>Whether more is still to come.</summary>
    internal bool IsReading => Error is null && Counts is null;
}

/// <summary>A class or a tag, counted.</summary>
/// <param name="Images">Images that have it.</param>
/// <param name="Objects">Objects that have it.</param>
internal readonly record struct NameCount(int Images, long Objects);

/// <summary>What a project holds, counted over all its annotations.</summary>
/// <param name="Classes">In the order of its meta.</param>
/// <param name="Tags">In the order of its meta.</param>
/// <param name="Objects">All objects.</param>
/// <param name="EmptyImages">Images without an object.</param>
internal sealed record ProjectCounts(IReadOnlyList<NameCount> Classes, IReadOnlyList<NameCount> Tags, long Objects, int EmptyImages)
{
    public static ProjectCounts Of(Project project, ProjectOutline outline)
    {
        var (images, objects, empty) = (new int[project.Meta.Classes.Count], new long[project.Meta.Classes.Count], 0);
        foreach (var image in project.Images)
        {
            var found = outline[image].Classes;
            if (found.Count == 0) empty++;
            foreach (var (index, count) in found)
            {
                images[index]++;
                objects[index] += count;
            }
        }

        return new(
            [.. images.Zip(objects, (with, count) => new NameCount(with, count))],
            [.. project.Meta.Tags.Select(tag => new NameCount(outline.ImagesWith(tag.Name), outline.ObjectsWith(tag.Name)))],
            objects.Sum(),
            empty);
    }
}
