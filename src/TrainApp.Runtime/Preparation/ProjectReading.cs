using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>
/// A project as it was at one moment, for those who look at it again and again: names at once, what its annotations say
/// when somebody asks, read once for all who do.
/// </summary>
internal sealed class ProjectReading
{
    /// <summary>A folder that changed so shortly before it was listed may change again within one tick of its clock.</summary>
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private readonly Lazy<Task<ProjectOutline>> _outline;
    private readonly Lazy<Task<string>> _fingerprint;
    private readonly IReadOnlyList<(string Path, DateTime Changed)> _places;
    private readonly bool _isSettled;

    private ProjectReading(Project project, DateTime opened)
    {
        Project = project;
        _outline = new(() => Task.Run(() => ProjectOutline.Read(project, CancellationToken.None)));
        _fingerprint = new(() => Task.Run(() => ProjectFingerprint.Compute(project)));
        _places = [.. Places(project).Select(path => (path, ChangeOf(path)))];
        _isSettled = _places.All(place => place.Changed < opened - s_tick);
    }

    public Project Project { get; }

    /// <exception cref="ProjectException">The folder is missing, is no project or is one of another kind.</exception>
    public static ProjectReading Open(string directory)
    {
        var opened = DateTime.UtcNow;
        return new(Project.Open(directory), opened);
    }

    /// <summary>Whether <c>meta.json</c> and all folders are as they were; files that were rewritten in place do not show.</summary>
    public bool IsCurrent() => _isSettled && _places.All(place => ChangeOf(place.Path) == place.Changed);

    /// <summary>Classes and tags of every image.</summary>
    /// <param name="cancellationToken">Ends the waiting; the reading goes on for others.</param>
    public ProjectOutline Outline(CancellationToken cancellationToken) => _outline.Value.WaitAsync(cancellationToken).GetAwaiter().GetResult();

    /// <summary>The project's <see cref="ProjectFingerprint"/>.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProjectException">A file cannot be read.</exception>
    public string Fingerprint(CancellationToken cancellationToken) => _fingerprint.Value.WaitAsync(cancellationToken).GetAwaiter().GetResult();

    private static IEnumerable<string> Places(Project project) =>
    [
        project.Directory,
        Path.Combine(project.Directory, "meta.json"),
        .. project.Datasets.SelectMany(dataset => (string[])[dataset.Directory, dataset.ImageDirectory, dataset.AnnotationDirectory, Path.Combine(dataset.Directory, "datasets")]),
    ];

    private static DateTime ChangeOf(string path) => File.GetLastWriteTimeUtc(path);
}
