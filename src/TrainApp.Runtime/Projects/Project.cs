using TrainApp.Projects;

namespace TrainApp;

/// <summary>
/// An image project in Supervisely's format on disk: <c>meta.json</c> and a folder per dataset with <c>img</c> and
/// <c>ann</c>; nested datasets lie in a folder <c>datasets</c>. Opening reads names only and writes nothing.
/// </summary>
public sealed class Project
{
    private readonly Lazy<ImageIds> _ids;

    private Project(string directory)
    {
        Directory = directory;
        _ids = new Lazy<ImageIds>(() => ImageIds.Read(this));
    }

    /// <summary>The project's folder, as a full path.</summary>
    public string Directory { get; }

    /// <summary>The name of its folder.</summary>
    public string Name => Path.GetFileName(Directory);

    /// <summary>Classes and tags; empty when <c>meta.json</c> cannot be read, which <see cref="Problems"/> then says.</summary>
    public ProjectMeta Meta { get; private set; } = new();

    /// <summary>The datasets, by full name in ordinal order.</summary>
    public DatasetList Datasets { get; private set; } = new([]);

    /// <summary>All images: datasets by full name, images by name, both in ordinal order.</summary>
    public IReadOnlyList<ImageItem> Images { get; private set; } = [];

    /// <summary>Everything that is broken or doubtful, as far as names and <c>meta.json</c> show it.</summary>
    public IReadOnlyList<ProjectProblem> Problems { get; private set; } = [];

    internal ImageIds Ids => _ids.Value;

    internal AnnotationReader AnnotationReader { get; private set; } = null!;

    /// <summary>Opens a project: lists its datasets and images, reads <c>meta.json</c>.</summary>
    /// <param name="directory">The folder that holds <c>meta.json</c>.</param>
    /// <exception cref="ProjectException">The folder is missing, is no project or is one of another kind, such as videos.</exception>
    public static Project Open(string directory)
    {
        var project = new Project(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        var problems = new List<ProjectProblem>();
        ProjectKind.RequireFolder(project.Directory);
        try
        {
            var meta = MetaReader.ReadFile(Path.Combine(project.Directory, "meta.json"), problems);
            ProjectKind.RequireImages(project.Directory, meta);
            var scan = new ProjectScanner(project, problems);
            project.Datasets = new DatasetList(scan.FindDatasets());
            if (meta is null && project.Datasets.Count == 0) throw ProjectKind.NotAProject(project.Directory, problems[0].Message);
            project.Meta = meta?.Meta ?? new();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ProjectException($"The project '{project.Directory}' cannot be read: {cause.Message}", project.Directory, innerException: cause);
        }

        project.AnnotationReader = new AnnotationReader(project.Meta);
        project.Number();
        if (project.Images.Count == 0)
        {
            var message = $"The project '{project.Name}' has no image in {project.Datasets.Count} datasets.";
            problems.Add(new(ProblemIds.NoImages, IsError: true, message, project.Directory));
        }

        project.Problems = problems;
        return project;
    }

    /// <summary>Reads the annotations of all images, several at a time, in the order of <see cref="Images"/>.</summary>
    /// <param name="maxParallelism">How many files to read at a time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<AnnotationReading> ReadAnnotationsAsync(int maxParallelism, CancellationToken cancellationToken = default) =>
        AnnotationReading.ReadAsync(Images, maxParallelism, cancellationToken);

    private void Number()
    {
        var images = new ImageItem[Datasets.Sum(dataset => dataset.Images.Count)];
        var next = 0;
        for (var index = 0; index < Datasets.Count; index++)
        {
            Datasets[index].Index = index;
            foreach (var image in Datasets[index].Images)
            {
                image.Index = next;
                images[next++] = image;
            }
        }

        Images = images;
    }
}
