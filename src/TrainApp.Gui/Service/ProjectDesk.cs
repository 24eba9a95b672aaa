using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Preparation;
using TrainApp.Projects;
using TrainApp.Requests;

namespace TrainApp.Gui.Service;

/// <summary>
/// The projects that a request can name, and what is known of them. They are read in the background, once for all who
/// ask, and again when their folder has changed.
/// </summary>
internal sealed class ProjectDesk(AppDescription app, Workspace workspace, TimeProvider time) : IDisposable
{
    private const int Kept = 8;

    private readonly Lock _gate = new();
    private readonly List<(string Given, ProjectWatch Watch)> _watches = [];
    private readonly ReadingShelf _shelf = new();
    private readonly ProjectRegistry _registry = new(workspace.Root);

    /// <summary>Raised on any thread when more is known of a project.</summary>
    public event Action? Changed;

    /// <summary>Whether there is a sample project.</summary>
    public bool HasSample => app.DrawSampleProject is not null;

    /// <summary>Small pictures of the projects' images.</summary>
    public ThumbnailStore Thumbnails { get; } = new(app.DrawThumbnail);

    /// <summary>Checks of every file of a project.</summary>
    public HealthDesk Health => field ??= new(app.DecodeImage, () => Changed?.Invoke());

    /// <summary>The projects that were used in the workspace, by number.</summary>
    public IReadOnlyList<ProjectEntry> List() =>
        [.. _registry.List().Select(entry => new ProjectEntry(entry.Id, entry.Name, entry.Path, Directory.Exists(entry.Path), IsSample(entry.Path)))];

    /// <summary>The entry of a number; null when there is none.</summary>
    public RegisteredProject? Find(long id) => _registry.Find(id);

    /// <summary>The entry of a folder, which may be gone; null when it was never used, or where no folder is known.</summary>
    public RegisteredProject? FindAt(string directory) => directory.Length == 0 ? null : _registry.FindAt(directory);

    /// <summary>What is known of a project by now; asking makes sure that it is read.</summary>
    /// <param name="given">As in a request: a folder, a number, or null for the app's own.</param>
    public ProjectFacts Look(string? given)
    {
        lock (_gate) return WatchOf(given).Look();
    }

    /// <summary>What is known of a project as soon as its names are, or its counts, too.</summary>
    /// <param name="given">As in a request.</param>
    /// <param name="withCounts">Whether to wait for the counts.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<ProjectFacts> ReadAsync(string? given, bool withCounts, CancellationToken cancellationToken)
    {
        lock (_gate) return WatchOf(given).ReadAsync(withCounts, cancellationToken);
    }

    /// <summary>Reads a project anew, whether or not its folder seems to have changed.</summary>
    public void LookAgain(string? given)
    {
        lock (_gate) WatchOf(given).LookAgain();
    }

    /// <summary>A project as it is known already, unless its folder has changed.</summary>
    /// <exception cref="ProjectException">The folder is missing, is no project or is one of another kind.</exception>
    public ProjectReading Open(string directory) => _shelf.Open(directory);

    /// <summary>What splits of a project are made from; null before it is opened.</summary>
    public SplitSource? SourceOf(ProjectFacts facts, CancellationToken cancellationToken) => facts.Reading is not { } reading
        ? null
        : new SplitSource(reading.Project, facts.Id is { } id ? CollectionFolder.Of(workspace, id) : null, cancellationToken) { Reading = reading };

    public void Dispose()
    {
        Thumbnails.Dispose();
        lock (_gate)
        {
            foreach (var (_, watch) in _watches) watch.Dispose();
            _watches.Clear();
        }
    }

    private bool IsSample(string path) => string.Equals(path, RealPath.Of(ProjectLocator.SampleOf(app, workspace)), StringComparison.Ordinal);

    /// <summary>Called with the gate held, which keeps the watch until it is used. One that somebody waits for stays, too.</summary>
    private ProjectWatch WatchOf(string? given)
    {
        var index = _watches.FindIndex(known => string.Equals(known.Given, given ?? "", StringComparison.Ordinal));
        var entry = index >= 0 ? _watches[index] : (given ?? "", new ProjectWatch(app, workspace, _shelf, given, time, () => Changed?.Invoke()));
        if (index >= 0) _watches.RemoveAt(index);
        while (_watches.Count >= Kept && _watches.FindIndex(known => !known.Watch.IsInUse) is >= 0 and var oldest)
        {
            _watches[oldest].Watch.Dispose();
            _watches.RemoveAt(oldest);
        }

        _watches.Add(entry);
        return entry.Item2;
    }
}

/// <summary>A project that the workspace knows.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its folder.</param>
/// <param name="Exists">Whether the folder is still there.</param>
/// <param name="IsSample">Whether it is the sample that the app draws.</param>
internal sealed record ProjectEntry(long Id, string Name, string Path, bool Exists, bool IsSample);
