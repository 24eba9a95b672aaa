using TrainApp.Files;
using TrainApp.Gui.Setup;
using TrainApp.Hosting;
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
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Control.RefusedException">One of them is not there.</exception>
    public async Task<Comparison> CompareAsync(IEnumerable<string> runs, CancellationToken cancellationToken)
    {
        List<RunStatus> found = [];
        foreach (var run in runs) found.Add(await Runs.FindAsync(run, cancellationToken));
        List<RunStatus> each = [.. found.DistinctBy(status => status.Folder.Number)];
        return await Task.Run(() => Comparison.Of(each, time.GetUtcNow(), cancellationToken), cancellationToken);
    }

    /// <summary>The projects that a run can be started with.</summary>
    public ProjectDesk Projects { get; } = new(app, workspace, time);

    /// <summary>The models of earlier runs.</summary>
    public ModelDesk EarlierModels { get; } = new(app, workspace);

    /// <summary>The newest run that goes on; null when none does.</summary>
    public int? FindLiveRun() => RunFolder.All(workspace).Reverse().Take(RecentRuns).FirstOrDefault(folder => !RunStatus.Read(folder).State.IsFinal())?.Number;

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
