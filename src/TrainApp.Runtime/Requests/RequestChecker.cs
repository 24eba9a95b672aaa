using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Requests;

/// <summary>Checks a request against project, models, options and devices, and names every mistake in it at once.</summary>
/// <param name="app">The app.</param>
/// <param name="workspace">The workspace.</param>
/// <param name="open">Opens a project's folder, for those who check one project again and again; null reads it anew.</param>
internal sealed class RequestChecker(AppDescription app, Workspace workspace, Func<string, ProjectReading>? open = null)
{
    private readonly RequestProblems _problems = new();

    /// <summary>Every problem found; with an error among them there is no checked request.</summary>
    public IReadOnlyList<Problem> Problems => _problems.All;

    /// <summary>What was decided where the request left it open.</summary>
    public IReadOnlyList<string> Notes => _problems.Notes;

    /// <summary>Checks everything that can be known before a run is made.</summary>
    /// <returns>Null when something is wrong.</returns>
    public async Task<CheckedRequest?> CheckAsync(TrainRequest given, CancellationToken cancellationToken)
    {
        var state = AppStateUse.Open(app, given, _problems);
        var request = state?.Complete() ?? given;
        var start = new ModelChoice(app, workspace, From(AppStateReader.Model)).Check(request.Model);
        var devices = DeviceChoice.Check(request.Device, _problems);
        var exports = ExportChoice.Check(app, request.Export, From(AppStateReader.Export));
        ExperimentName.Check(request.Name, From(AppStateReader.Name));
        var hyperparameters = HyperparameterChoice.Check(app, request, state?.Origin(AppStateReader.Hyperparameters), _problems);
        var convertClasses = SwitchChoice.Read("--convert-classes", request.ConvertClasses, _problems);
        var cache = SwitchChoice.Read("--cache", request.Cache, _problems);
        if (app.DemoDirectory is { } demo && !Directory.Exists(demo))
            _problems.Error("TRAIN668", $"The folder '{demo}' of the app option 'demo' is not there.", "Copy it beside the app when it is built, or leave the option out.");
        var chosen = await ProjectChoice.OpenAsync(app, workspace, request with { Project = request.Project ?? state?.FindProject(workspace) }, open, _problems, cancellationToken);
        var project = chosen?.Project;
        var fingerprint = new Lazy<string>(() => chosen!.Reading?.Fingerprint(cancellationToken) ?? ProjectFingerprint.Compute(project!, cancellationToken));
        var registry = new ProjectRegistry(workspace.Root);
        var number = project is null ? null : chosen!.Id ?? registry.Recognize(project, fingerprint)?.Id;
        var source = project is null ? null : new SplitSource(project, number is { } known ? CollectionFolder.Of(workspace, known) : null, cancellationToken) { Reading = chosen!.Reading };
        if (state is not null && source is not null) request = state.Name(request, source);
        var converts = convertClasses ?? app.Options.AutoConvertClasses;
        var classes = source is null ? null : ClassChoice.Check(app, request, start?.Model, source, converts, From(AppStateReader.Classes));
        var tags = source is null ? [] : TagChoice.Check(app, request.Tags, source, From(AppStateReader.Tags));
        var split = SplitChoice.Check(app, request, source, From(AppStateReader.Split));
        var benchmark = BenchmarkChoice.Check(app, request, start?.Model, split, From(AppStateReader.Benchmark));

        if (_problems.HasErrors) return null;
        return new CheckedRequest
        {
            Request = given,
            Project = project!,
            ProjectDirectory = chosen!.Directory,
            ProjectId = chosen.Id ?? registry.Register(project!, fingerprint.Value, cancellationToken).Id,
            Fingerprint = fingerprint.Value,
            Start = start!,
            Split = split!,
            Classes = classes!.Names,
            Conversion = classes.Conversion,
            Tags = tags,
            ConvertClasses = converts,
            Cache = cache ?? true,
            Seed = request.Seed ?? 0,
            Devices = devices,
            Exports = exports,
            Benchmark = benchmark.Benchmark,
            SpeedTest = benchmark.SpeedTest,
            HyperparametersText = hyperparameters!,
            Name = request.Name,
        };

        RequestProblems From(string field) => _problems.At(state?.Origin(field));
    }
}
