using TrainApp.Control;
using TrainApp.Files;
using TrainApp.Findings;
using TrainApp.Gui.Setup;
using TrainApp.Hosting;
using TrainApp.Preflight;
using TrainApp.Projects;
using TrainApp.Requests;
using TrainApp.Runs;

namespace TrainApp.Gui.Service;

/// <summary>Everything that the page and the HTTP API can do. Neither has another way to act.</summary>
internal sealed class AppService(AppDescription app, Workspace workspace, TimeProvider time) : IDisposable
{
    private const int RecentRuns = 50;

    public AppDescription App => app;

    public Workspace Workspace => workspace;

    public TimeProvider Time => time;

    /// <summary>The runs: list, start, stop, retry, trash.</summary>
    public RunService Runs { get; } = new(app, workspace, time);

    /// <summary>The files that runs have given.</summary>
    public ArtifactService Artifacts { get; } = new();

    /// <summary>Runs beside each other.</summary>
    /// <param name="runs">Numbers or names.</param>
    /// <param name="withCurves">Whether their curves are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Control.RefusedException">One of them is not there.</exception>
    public async Task<Comparison> CompareAsync(IEnumerable<string> runs, bool withCurves, CancellationToken cancellationToken)
    {
        List<RunStatus> found = [];
        foreach (var run in runs) found.Add(await Runs.FindAsync(run, cancellationToken));
        List<RunStatus> each = [.. found.DistinctBy(status => status.Folder.Number)];
        return await Task.Run(() => Comparison.Of(each, time.GetUtcNow(), withCurves, cancellationToken), cancellationToken);
    }

    /// <summary>The projects that a run can be started with.</summary>
    public ProjectDesk Projects { get; } = new(app, workspace, time);

    /// <summary>The models of earlier runs.</summary>
    public ModelDesk EarlierModels { get; } = new(app, workspace);

    /// <summary>The newest run that goes on; null when none does.</summary>
    public int? FindLiveRun() => RunFolder.All(workspace).Reverse().Take(RecentRuns).FirstOrDefault(folder => !RunStatus.Read(folder).State.IsFinal())?.Number;

    /// <summary>The number that the next run gets, unless another one is started first.</summary>
    public int NextRun() => RunNumbers.In(workspace.Runs).Concat(RunNumbers.In(workspace.Trash)).DefaultIfEmpty().Max() + 1;

    /// <summary>The run that works on one of some devices; null when all are free.</summary>
    public (string Device, int Run)? FindHolder(IEnumerable<string> devices) => DeviceLocks.FindHolder(workspace, devices);

    /// <summary>Starts a run, and returns its number when its process works on it.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="waiting">Told once that the start waits for a device, and for which run.</param>
    /// <param name="cancellationToken">Calls the start off; a run that was made goes on.</param>
    /// <exception cref="RefusedException">The request is wrong, or another run works on a device.</exception>
    public async Task<int> StartAsync(TrainRequest request, Action<(string Device, int Run)> waiting, CancellationToken cancellationToken)
    {
        var run = await Runs.StartAsync(request.WithFullPaths(), waiting, cancellationToken);
        return run.Folder.Number;
    }

    /// <summary>Looks at everything that a run would need; starts nothing.</summary>
    public Task<IReadOnlyList<Finding>> LookAsync(TrainRequest request, CancellationToken cancellationToken) =>
        Task.Run(() => RequestPreflight.LookAsync(app, workspace, request.WithFullPaths(), cancellationToken), cancellationToken);

    /// <summary>Checks an app state, with every mistake at its place; starts nothing.</summary>
    /// <param name="text">The text of the state; never a path.</param>
    /// <param name="project">The project that is trained on if the state names none that the workspace has.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<RequestCheck> CheckAppStateAsync(string text, string? project, CancellationToken cancellationToken)
    {
        if (!text.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("{"))
            return new RequestCheck([AppStateKinds.Unreadable.At(null, null, "An app state is a JSON object: it begins with a brace, '{'.")], [], null);
        var named = AppStateReader.Read(text).State?.ProjectId;
        var isKnown = named is { } id && new ProjectRegistry(workspace.Root).Find(id) is not null;
        var request = new TrainRequest { AppState = text, Project = isKnown ? null : project };
        return await Runs.CheckAsync(request, cancellationToken);
    }

    /// <summary>Checks a request against project, models, options and devices; starts nothing.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="version">What the verdict is to say that it is about.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<SetupVerdict> CheckAsync(TrainRequest request, int version, CancellationToken cancellationToken)
    {
        var checker = new RequestChecker(app, workspace, Projects.Open);
        var accepted = await Task.Run(() => checker.CheckAsync(request, cancellationToken), cancellationToken);
        return new SetupVerdict(version, [.. checker.Problems.Select(problem => new StepProblem(ProblemSteps.Of(problem.Id, app.Options), problem))], checker.Notes, accepted);
    }

    public void Dispose() => Projects.Dispose();
}
