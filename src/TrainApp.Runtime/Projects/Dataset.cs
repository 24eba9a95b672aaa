namespace TrainApp;

/// <summary>A dataset of a project: images and their annotations.</summary>
public sealed class Dataset
{
    internal Dataset(Project project, string fullName, string directory)
    {
        Project = project;
        FullName = fullName;
        Directory = directory;
    }

    /// <summary>The project that it belongs to.</summary>
    public Project Project { get; }

    /// <summary>The name of its folder.</summary>
    public string Name => FullName[(FullName.LastIndexOf('/') + 1)..];

    /// <summary>The names of its parents and its own, joined by <c>/</c>, from the project's root.</summary>
    public string FullName { get; }

    /// <summary>Its folder.</summary>
    public string Directory { get; }

    /// <summary>The folder of the image files, <c>img</c>.</summary>
    public string ImageDirectory => Path.Combine(Directory, "img");

    /// <summary>The folder of the annotation files, <c>ann</c>.</summary>
    public string AnnotationDirectory => Path.Combine(Directory, "ann");

    /// <summary>Its images, by name in ordinal order.</summary>
    public IReadOnlyList<ImageItem> Images { get; internal set; } = [];

    /// <summary>
    /// The server's id, if every image of the project carries one (<c>img_info</c>) and they differ between datasets;
    /// else the 1-based place among <see cref="Project.Datasets"/>.
    /// </summary>
    public long Id => Project.Ids.OfDataset(Index);

    internal int Index { get; set; }

    /// <summary>Reads the annotations of all images, several at a time, in the order of <see cref="Images"/>.</summary>
    /// <param name="maxParallelism">How many files to read at a time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<AnnotationReading> ReadAnnotationsAsync(int maxParallelism, CancellationToken cancellationToken = default) =>
        AnnotationReading.ReadAsync(Images, maxParallelism, cancellationToken);

    /// <summary>The full name.</summary>
    public override string ToString() => FullName;
}

/// <summary>The datasets of a project, by full name in ordinal order.</summary>
public sealed class DatasetList : System.Collections.ObjectModel.ReadOnlyCollection<Dataset>
{
    internal DatasetList(IList<Dataset> datasets) : base(datasets)
    {
    }

    /// <summary>The dataset of a full name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those that there are.</exception>
    public Dataset this[string fullName] => Find(fullName)
        ?? throw new KeyNotFoundException($"The project has no dataset '{fullName}'. It has: {string.Join(", ", this)}.");

    /// <summary>The dataset of a full name, or null.</summary>
    public Dataset? Find(string fullName) =>
        this.FirstOrDefault(dataset => string.Equals(dataset.FullName, fullName, StringComparison.Ordinal));
}
