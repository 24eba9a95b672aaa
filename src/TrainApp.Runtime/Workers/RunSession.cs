using System.Text.Json.Nodes;
using TrainApp.Tuning;
using TrainApp.Finalization;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Preparation;
using TrainApp.Requests;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>Prepares a run's data and opens the session that the app's methods receive.</summary>
internal sealed class RunSession : IAsyncDisposable
{
    private readonly ResourceSampler _sampler;

    private RunSession(TrainSession session, TrainLogger logger, ResourceSampler sampler, PreparedSplit split, string tensorBoardDirectory)
    {
        Session = session;
        Logger = logger;
        _sampler = sampler;
        Split = split;
        TensorBoardDirectory = tensorBoardDirectory;
    }

    public TrainSession Session { get; }

    public TrainLogger Logger { get; }

    public PreparedSplit Split { get; }

    /// <summary>Where the framework's own event files lie.</summary>
    public string TensorBoardDirectory { get; }

    /// <summary>Prepares, or finds prepared, the data of a run.</summary>
    public static async Task<RunSession> OpenAsync(
        AppDescription app, RunFolder folder, RunRecord run, StopControl stop, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Work);
        var model = app.Models.First(model => model.Name == run.Model);
        var models = new ModelPreparation(app, folder, time);
        var (baseExperiment, files) = run.Base is { } start ? models.Find(start) : ((PublishedExperiment?)null, await models.BringAsync(model, cancellationToken));
        var prepared = await PrepareAsync(folder, run, cancellationToken);
        if (folder.ReadPublished() is null) Directory.CreateDirectory(folder.Output);

        var events = Path.Combine(folder.Work, "events");
        var logger = TrainLogger.Create(folder.Directory, app.Options.Logger == "tensorboard" ? events : null, time, stop.Check);
        var session = new TrainSession(new SessionSetup
        {
            WorkDirectory = folder.Work,
            OutputDirectory = folder.ReadPublished() ?? folder.Output,
            ProjectId = run.ProjectId,
            ProjectName = run.ProjectName,
            SourceDirectory = run.ProjectDirectory,
            Project = prepared.Project,
            Model = model,
            BaseExperiment = baseExperiment,
            ModelFiles = files,
            Classes = run.Classes,
            Devices = run.Devices,
            Options = app.Options,
            AppState = JsonNode.Parse(await File.ReadAllTextAsync(folder.AppStateFile, cancellationToken))!.AsObject(),
            Logger = logger,
            Seed = run.Seed,
            Reports = new CheckpointReports(folder.CheckpointsFile),
            BindHyperparameters = () => Bind(app, folder),
        });
        var sampler = new ResourceSampler(folder.Directory, run.Devices, logger.Sampled, time);
        return new RunSession(session, logger, sampler, SplitOf(prepared), events);
    }

    public async ValueTask DisposeAsync()
    {
        _sampler.Dispose();
        await Logger.DisposeAsync();
    }

    private static async Task<PreparedProject> PrepareAsync(RunFolder folder, RunRecord run, CancellationToken cancellationToken)
    {
        var project = Project.Open(run.ProjectDirectory);
        var (train, val) = RunSplit.Of(folder, run, project);
        var request = new PreparationRequest
        {
            Project = project,
            Fingerprint = run.Environment["data"],
            Train = train,
            Val = val,
            Classes = run.Classes,
            WorkDirectory = folder.Work,
        };
        var prepared = await ProjectPreparation.PrepareAsync(request, progress: null, cancellationToken);
        List<ProjectProblem> problems = [.. project.Problems, .. prepared.Problems];
        DataProblems.Write(folder, problems);
        foreach (var problem in problems) Message.Say(MessageLevel.Warning, $"{problem.Path}: {problem.Id}: {problem.Message}");
        return prepared;
    }

    private static object Bind(AppDescription app, RunFolder folder)
    {
        var text = File.ReadAllText(folder.HyperparametersFile);
        var resolution = HyperparameterResolver.Resolve(app.Hyperparameters, text, folder.HyperparametersFile, []);
        return app.Hyperparameters.Bind(resolution.Values);
    }

    private static PreparedSplit SplitOf(PreparedProject prepared) => new(Images(prepared.TrainImages), Images(prepared.ValImages));

    private static IReadOnlyList<SplitImage> Images(IEnumerable<PreparedImage> images) =>
        [.. images.Select(image => new SplitImage(image.Id, $"{image.Dataset}/{image.Name}"))];
}
