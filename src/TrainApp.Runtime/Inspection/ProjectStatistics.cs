using TrainApp.Inspection;

namespace TrainApp;

/// <summary>What a project holds, counted over all its annotations.</summary>
public sealed record ProjectStatistics
{
    /// <summary>Images whose annotation could be read; only they are counted anywhere.</summary>
    public required int Images { get; init; }

    /// <summary>Objects, labels that lie outside their image left out.</summary>
    public required int Objects { get; init; }

    /// <summary>Images without an object.</summary>
    public required int ImagesWithoutObjects { get; init; }

    /// <summary>Images whose annotation cannot be read.</summary>
    public required int UnreadableImages { get; init; }

    /// <summary>Classes in the order of <c>meta.json</c>.</summary>
    public required IReadOnlyList<ClassStatistics> Classes { get; init; }

    /// <summary>Datasets by full name.</summary>
    public required IReadOnlyList<DatasetStatistics> Datasets { get; init; }

    /// <summary>Tags in the order of <c>meta.json</c>, then by name those that it lacks.</summary>
    public required IReadOnlyList<TagStatistics> Tags { get; init; }

    /// <summary>Sizes of images as the annotations say, the most frequent first.</summary>
    public required IReadOnlyList<SizeStatistics> Sizes { get; init; }

    /// <summary>Reads every annotation once, several at a time, and counts.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static ProjectStatistics Compute(Project project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        var datasets = project.Datasets.Select(dataset => StatisticsCounter.Count(dataset, cancellationToken)).ToList();
        return StatisticsCounter.Sum(project, datasets);
    }
}

/// <summary>A class, counted.</summary>
/// <param name="Name">Its title.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Images">Images that have an object of it.</param>
/// <param name="Objects">Its objects.</param>
public sealed record ClassStatistics(string Name, string Shape, int Images, int Objects);

/// <summary>A dataset, counted; datasets inside it are not part of it.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Images">Its images.</param>
/// <param name="Objects">Its objects.</param>
/// <param name="ImagesWithoutObjects">Its images without an object.</param>
/// <param name="Classes">All classes of the project, counted in it.</param>
public sealed record DatasetStatistics(string Name, int Images, int Objects, int ImagesWithoutObjects, IReadOnlyList<ClassStatistics> Classes);

/// <summary>A tag, counted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Images">Images that carry it.</param>
/// <param name="Objects">Objects that carry it.</param>
public sealed record TagStatistics(string Name, int Images, int Objects);

/// <summary>A size of images.</summary>
/// <param name="Width">Columns; 0 when the annotations do not say.</param>
/// <param name="Height">Rows; 0 as above.</param>
/// <param name="Images">Images of that size.</param>
public sealed record SizeStatistics(int Width, int Height, int Images);
