using System.Globalization;
using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Requests;

/// <summary>Lays a request over an app state: what the request gives wins, what it leaves open comes from the state.</summary>
internal sealed class AppStateUse
{
    private readonly AppState _state;
    private readonly AppDescription _app;
    private readonly TrainRequest _given;
    private readonly RequestProblems _problems;

    private AppStateUse(AppState state, AppDescription app, TrainRequest given, RequestProblems problems)
    {
        _state = state;
        _app = app;
        _given = given;
        _problems = problems;
    }

    /// <summary>Reads the state that a request names, with its problems.</summary>
    /// <returns>Null when the request names none, or one that cannot be read.</returns>
    public static AppStateUse? Open(AppDescription app, TrainRequest given, RequestProblems problems)
    {
        if (given.AppState is not { } source) return null;
        var (state, found) = AppStateReader.Read(source);
        problems.Add(found);
        return state is null ? null : new(state, app, given, problems);
    }

    /// <summary>Where a field stands that the request took from the state; null for one that it did not.</summary>
    public RequestOrigin? Origin(string field) => IsGiven(field) ? null : _state.Origins.GetValueOrDefault(field);

    /// <summary>The request, with what the state adds to it.</summary>
    public TrainRequest Complete()
    {
        var (state, options) = (_state.Request, _app.Options);
        Require(AppStateReader.Model, options.ModelSelector.Enabled);
        Require(AppStateReader.Split, options.SplitsSelector.Enabled);
        Require(AppStateReader.Classes, options.ClassesSelector.Enabled);
        Require(AppStateReader.Tags, options.TagsSelector.Enabled);
        var benchmarks = BenchmarkChoice.IsOffered(_app);
        if (_given.Benchmark is null && _state.AsksForBenchmark && !benchmarks) Warn(AppStateReader.Benchmark, "The app does not offer the evaluation that the app state asks for.");
        if (!options.SplitsSelector.Enabled && Origin(AppStateReader.Split) is not null) Warn(AppStateReader.Split, "The split of the app state has no effect: the app trains on every image.");
        return _given with
        {
            Model = _given.Model ?? state.Model,
            Split = _given.Split ?? (options.SplitsSelector.Enabled ? state.Split : null),
            Classes = _given.Classes ?? (options.ClassesSelector.Enabled ? state.Classes : null),
            Tags = _given.Tags ?? (options.TagsSelector.Enabled ? state.Tags : null),
            HyperparametersText = _given.HyperparametersText ?? (_given.Hyperparameters is null ? state.HyperparametersText : null),
            ConvertClasses = _given.ConvertClasses ?? state.ConvertClasses,
            Cache = _given.Cache ?? state.Cache,
            // What a state leaves out is the app's choice.
            Benchmark = _given.Benchmark ?? (benchmarks && (_state.AsksForBenchmark || state.Benchmark == "off") ? state.Benchmark : null),
            SpeedTest = _given.SpeedTest ?? (benchmarks ? state.SpeedTest : null),
            Export = _given.Export ?? state.Export,
            Name = _given.Name ?? state.Name,
            Seed = _given.Seed ?? state.Seed,
        };
    }

    /// <summary>The project that the state names, when nothing else names one and the workspace has it.</summary>
    public string? FindProject(Workspace workspace)
    {
        if (_state.ProjectId is not { } id || _given.Project is not null || Environment.GetEnvironmentVariable("PROJECT_ID") is { Length: > 0 }) return null;
        if (new ProjectRegistry(workspace.Root).Find(id) is not null) return id.ToString(CultureInfo.InvariantCulture);
        _problems.Add([AppStateKinds.NoEffect.At(_state.File, null, string.Create(CultureInfo.InvariantCulture, $"The workspace has no project number {id}, which the app state names."), "Give the project: --project FOLDER.")]);
        return null;
    }

    /// <summary>Puts names where the state has ids, and the split into words.</summary>
    public TrainRequest Name(TrainRequest request, SplitSource source)
    {
        if (_given.Classes is null && _app.Options.ClassesSelector.Enabled && _state.ClassIds is { } ids)
        {
            var classes = source.Project.Meta.Classes;
            request = request with { Classes = Resolve(ids, "class", classes.Select(item => item.Name), id => classes.FirstOrDefault(item => item.Id == id)?.Name) };
        }

        if (_given.Split is null && _app.Options.SplitsSelector.Enabled && _state.Sides is { } sides) request = request with { Split = Split(sides, source) };
        return request;
    }

    private string? Split(AppStateSides sides, SplitSource source)
    {
        var (kind, known, find) = sides.Method == "datasets"
            ? ("dataset", source.Project.Datasets.Select(dataset => dataset.FullName).ToList(), (Func<long, string?>)(id => source.Project.Datasets.FirstOrDefault(dataset => dataset.Id == id)?.FullName))
            : ("collection", [.. source.Collections?.Names() ?? []], id => source.Collections?.Names().FirstOrDefault(name => CollectionFolder.IdOf(name) == id));
        var (train, val) = (Resolve(sides.Train, kind, known, find), Resolve(sides.Val, kind, known, find));
        if (train is null || val is null) return null;
        return (sides.Method == "datasets" ? (SplitSpecification)new DatasetSplit(train, val) : new CollectionSplit(train, val)).ToString();
    }

    /// <summary>Names of what is meant; null when one is not the project's.</summary>
    private List<string>? Resolve(IReadOnlyList<AppStateName> meant, string kind, IEnumerable<string> known, Func<long, string?> find)
    {
        List<string> names = [.. known];
        List<string> found = [];
        foreach (var item in meant)
        {
            var name = item.Id is { } id ? find(id)
                : names.Contains(item.Name) ? item.Name
                : long.TryParse(item.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? find(digits) : null;
            if (name is not null) found.Add(name);
            else NotThere(item, kind, names);
        }

        return found.Count == meant.Count ? found : null;
    }

    private void NotThere(AppStateName item, string kind, List<string> names)
    {
        var what = item.Id is null ? $"no {kind} '{item.Name}'." : $"no {kind} with the id {item.Name}.";
        var advice = item.Id is null && NearestName.Suggest(item.Name, names) is { Length: > 0 } suggestion ? suggestion : names.Count == 0 ? " It has none." : $" It has: {string.Join(", ", names)}.";
        _problems.Add([AppStateKinds.NotInProject.At(_state.File, item.Place, $"The project has {what}{advice}")]);
    }

    private bool IsGiven(string field) => field switch
    {
        AppStateReader.Model => _given.Model is not null,
        AppStateReader.Split => _given.Split is not null,
        AppStateReader.Classes => _given.Classes is not null,
        AppStateReader.Tags => _given.Tags is not null,
        AppStateReader.Hyperparameters => _given.Hyperparameters is not null || _given.HyperparametersText is not null,
        AppStateReader.Export => _given.Export is not null,
        AppStateReader.Name => _given.Name is not null,
        _ => false,
    };

    private void Require(string field, bool isOffered)
    {
        if (!isOffered || IsGiven(field) || _state.Has(field)) return;
        _problems.Add([AppStateKinds.Missing.At(_state.File, _state.Root, $"The app state lacks '{field}'.", "Add it, or give it on the command line.")]);
    }

    private void Warn(string field, string message) => _problems.Add([AppStateKinds.NoEffect.At(_state.File, _state.Origins[field].Place, message)]);
}
