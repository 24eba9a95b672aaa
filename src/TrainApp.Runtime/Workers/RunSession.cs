using System.Text.Json.Nodes;
using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Finalization;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Preparation;
using TrainApp.Requests;
using TrainApp.Runs;
using TrainApp.Training;
using TrainApp.Tuning;

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
        var (images, prepared) = await PrepareAsync(app, folder, run, time, cancellationToken);
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
            Classes = [.. prepared.Project.Meta.Classes.Select(item => item.Name)],
            Tags = run.Tags ?? [.. prepared.Project.Meta.Tags.Select(item => item.Name)],
            Devices = run.Devices,
            Options = app.Options,
            AppState = JsonNode.Parse(await File.ReadAllTextAsync(folder.AppStateFile, cancellationToken))!.AsObject(),
            Logger = logger,
            Seed = run.Seed,
            Reports = new CheckpointReports(folder.CheckpointsFile),
            Additions = new SessionAdditions(folder.AdditionsFile),
            IsReservedName = ArtifactNames.IsOurs,
            BindHyperparameters = () => Bind(app, folder),
        });
        var sampler = new ResourceSampler(folder.Directory, run.Devices, logger.Sampled, time);
        return new RunSession(session, logger, sampler, SplitOf(images, prepared), events);
    }

    public async ValueTask DisposeAsync()
    {
        _sampler.Dispose();
        await Logger.DisposeAsync();
    }

    private static async Task<(RunImages Images, PreparedProject Prepared)> PrepareAsync(
        AppDescription app, RunFolder folder, RunRecord run, TimeProvider time, CancellationToken cancellationToken)
    {
        using var cache = ImageCache.Open(Workspace.OfRun(folder.Directory));
        var project = await RunProject.OpenAsync(app, folder, run, cache, time, cancellationToken);
        var images = RunSplit.Of(folder, run, project, cancellationToken);
        var request = new PreparationRequest
        {
            Project = project,
            Fingerprint = run.Environment["data"],
            Train = images.Train,
            Val = images.Val,
            Classes = run.Classes,
            Conversion = run.Conversion,
            WorkDirectory = folder.Work,
            Cache = run.Cache ? cache : null,
        };
        var prepared = await ProjectPreparation.PrepareAsync(request, progress: null, cancellationToken);
        if (app.Options.AutoConvertClasses && run.Conversion is { } task) await KeepConvertedAsync(folder, run, project, task, cancellationToken);
        cache.Save();
        List<ProjectProblem> problems = [.. project.Problems, .. prepared.Problems];
        DataProblems.Write(folder, problems);
        foreach (var problem in problems) Message.Say(MessageLevel.Warning, $"{problem.Path}: {problem.Id}: {problem.Message}");
        return (images, prepared);
    }

    private static async Task KeepConvertedAsync(RunFolder folder, RunRecord run, Project project, TaskShape task, CancellationToken cancellationToken)
    {
        var workspace = Files.Workspace.OfRun(folder.Directory);
        var kept = await Task.Run(() => ConvertedProject.Keep(workspace, project, run.ProjectId, run.Environment["data"], task, cancellationToken), cancellationToken);
        Message.Say(MessageLevel.Info, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The converted project is project {kept.Id} of the workspace: {kept.Path}"));
    }

    private static object Bind(AppDescription app, RunFolder folder)
    {
        var text = File.ReadAllText(folder.HyperparametersFile);
        var resolution = HyperparameterResolver.Resolve(app.Hyperparameters, text, folder.HyperparametersFile, []);
        return app.Hyperparameters.Bind(resolution.Values);
    }

    private static PreparedSplit SplitOf(RunImages images, PreparedProject prepared) => new(Images(prepared.TrainImages), Images(prepared.ValImages))
    {
        CollectionIds = images.Collections is { } pair ? (CollectionFolder.IdOf(pair.Train), CollectionFolder.IdOf(pair.Val)) : null,
    };

    private static IReadOnlyList<SplitImage> Images(IEnumerable<PreparedImage> images) =>
        [.. images.Select(image => new SplitImage(image.Id, $"{image.Dataset}/{image.Name}"))];
}
