using System.Globalization;
using TrainApp.Formats;
using TrainApp.Gui.Service;
using TrainApp.Requests;
using TrainApp.Runs;

namespace TrainApp.Gui.Setup;

/// <summary>Fills the request in from an app state or from a run; nothing is started, and what was there before can be had back.</summary>
internal sealed class DraftFilling(AppService service, Draft draft)
{
    /// <summary>The longest app state, in characters.</summary>
    public const int Longest = 1 << 20;

    private volatile FillingReport? _report;

    /// <summary>Raised on any thread when there is another report.</summary>
    public event Action? Changed;

    /// <summary>What became of the latest filling; null before one, and after it was put away.</summary>
    public FillingReport? Report => _report;

    /// <summary>Fills in what an app state says. One with a mistake changes nothing.</summary>
    /// <param name="name">What the state is called.</param>
    /// <param name="text">Its text.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    public async Task<FillingReport> LoadAsync(string name, string text, CancellationToken cancellationToken)
    {
        if (text.Length > Longest)
            return Say(new FillingReport(name, [new Problem("app-state", Severity.Error, "An app state has at most 1 MB.")], null));
        var check = await service.CheckAppStateAsync(text, draft.Request.Project, cancellationToken);
        return check.Accepted is { } accepted
            ? Fill(name, check.Problems, before => Offered(RequestOf(accepted)) with { Device = before.Device })
            : Say(new FillingReport(name, check.Problems, null));
    }

    /// <summary>Fills in what a run was started with; its name is left open, unless somebody had given it.</summary>
    /// <param name="run">Number of the run.</param>
    /// <returns>False when there is no such run.</returns>
    public bool Use(int run)
    {
        var folder = RunFolder.Numbered(service.Workspace, run);
        if (!Directory.Exists(folder.Directory) || RunStatus.Read(folder) is not { Record: not null } status) return false;
        Fill(string.Create(CultureInfo.InvariantCulture, $"run {run}"), [], _ => Offered(StartedSetup.Of(status).Request) with { Name = folder.ReadRequest().Name, Wait = null, ShareDevice = null });
        return true;
    }

    /// <summary>Every setting at its default.</summary>
    public void StartOver() => Fill(null, [], _ => new TrainRequest());

    /// <summary>Puts back what was there before the latest filling.</summary>
    public void Undo()
    {
        if (Report?.Before is { } before) draft.Change(_ => before);
        PutAway();
    }

    /// <summary>Takes the report away.</summary>
    public void PutAway()
    {
        _report = null;
        Changed?.Invoke();
    }

    private static TrainRequest RequestOf(CheckedRequest accepted) => new()
    {
        Project = accepted.ProjectDirectory,
        Model = accepted.Start is { TaskId: { } run, Checkpoint: { } checkpoint } ? string.Create(CultureInfo.InvariantCulture, $"{run}:{checkpoint}") : accepted.Model.Name,
        HyperparametersText = accepted.HyperparametersText,
        Classes = accepted.Classes,
        Tags = accepted.Tags,
        Split = accepted.Split.ToString(),
        Cache = accepted.Cache ? "on" : "off",
        ConvertClasses = accepted.ConvertClasses ? "on" : "off",
        Benchmark = accepted.Benchmark ? "on" : "off",
        SpeedTest = accepted.SpeedTest ? "on" : "off",
        Export = accepted.Exports.Count == 0 ? ["none"] : accepted.Exports,
        Name = accepted.Name,
        Seed = accepted.Seed,
    };

    /// <summary>The request without what the app offers no choice of, which a run records all the same.</summary>
    private TrainRequest Offered(TrainRequest request)
    {
        var options = service.App.Options;
        return request with
        {
            Model = options.ModelSelector.Enabled ? request.Model : null,
            Split = options.SplitsSelector.Enabled ? request.Split : null,
            Classes = options.ClassesSelector.Enabled ? request.Classes : null,
            Benchmark = BenchmarkChoice.IsOffered(service.App) ? request.Benchmark : null,
            SpeedTest = BenchmarkChoice.IsOffered(service.App) ? request.SpeedTest : null,
            Tags = options.TagsSelector.Enabled && request.Tags is { Count: > 0 } tags ? tags : null,
        };
    }

    private FillingReport Fill(string? name, IReadOnlyList<Problem> problems, Func<TrainRequest, TrainRequest> fill)
    {
        TrainRequest? before = null;
        draft.Change(request =>
        {
            before = request;
            return fill(request);
        });
        return Say(new FillingReport(name, problems, before));
    }

    private FillingReport Say(FillingReport report)
    {
        _report = report;
        Changed?.Invoke();
        return report;
    }
}

/// <summary>What became of a filling.</summary>
/// <param name="Name">What was filled in; null for the defaults.</param>
/// <param name="Problems">What is wrong or doubtful in it.</param>
/// <param name="Before">The request before; null when nothing was changed.</param>
internal sealed record FillingReport(string? Name, IReadOnlyList<Problem> Problems, TrainRequest? Before);
