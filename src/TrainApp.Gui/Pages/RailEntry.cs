using System.Globalization;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Gui.Steps;

namespace TrainApp.Gui.Pages;

/// <summary>How a step is.</summary>
internal enum RailState
{
    Todo,
    Fine,
    Doubtful,
    Wrong,
    Current,
}

/// <summary>A line of the rail.</summary>
/// <param name="Number">Place of the step, from 1 on.</param>
/// <param name="Id">Its id, which is its anchor.</param>
/// <param name="Title">Its name.</param>
/// <param name="Value">What is chosen in it, in a few words.</param>
/// <param name="State">How it is.</param>
internal sealed record RailEntry(int Number, string Id, string Title, string Value, RailState State)
{
    public string StateWord => State switch
    {
        RailState.Fine => "ok",
        RailState.Doubtful => "warn",
        RailState.Wrong => "err",
        RailState.Current => "cur",
        _ => "todo",
    };

    public string Mark => State switch
    {
        RailState.Fine => "✓",
        RailState.Doubtful or RailState.Wrong => "!",
        _ => Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The state in words, for those who do not see the mark.</summary>
    public string? Remark => State switch
    {
        RailState.Doubtful => "has warnings",
        RailState.Wrong => "has errors",
        _ => null,
    };

    public static IEnumerable<RailEntry> All(AppService service, RunSetup setup, RunView? run) => StepNumbers.All(service.App.Options).Select((id, index) => id switch
    {
        StepNumbers.Logs => new RailEntry(index + 1, id, "Logs and metrics", run is null ? "not started" : StepValues.Word(run.State), StateOf(run)),
        StepNumbers.Artifacts => new RailEntry(index + 1, id, "Artifacts", run?.Status.Folder.ReadPublished() is null ? "–" : "saved", run is { IsLive: false } && run.Status.Folder.ReadPublished() is not null ? RailState.Fine : RailState.Todo),
        _ => Of(index + 1, id, StepValues.TitleOf(id), StepValues.StepOf(id), setup, service),
    });

    private static RailEntry Of(int number, string id, string title, SetupStep step, RunSetup setup, AppService service)
    {
        var errors = setup.Verdict.Of(step).Count(found => found.IsError);
        var warnings = setup.Verdict.Of(step).Count() - errors;
        var value = errors > 0 ? string.Create(CultureInfo.InvariantCulture, $"{errors} error{(errors == 1 ? "" : "s")}") : StepValues.Of(step, setup, service);
        return new RailEntry(number, id, title, value, errors > 0 ? RailState.Wrong : warnings > 0 ? RailState.Doubtful : RailState.Fine);
    }

    private static RailState StateOf(RunView? run) => run switch
    {
        null => RailState.Todo,
        { IsLive: true } => RailState.Current,
        { State: RunState.Failed } => RailState.Wrong,
        { State: RunState.Degraded } => RailState.Doubtful,
        _ => RailState.Fine,
    };
}
