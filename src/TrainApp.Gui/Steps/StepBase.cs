using Microsoft.AspNetCore.Components;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Requests;

namespace TrainApp.Gui.Steps;

/// <summary>A step that says what a run is to be; it is drawn again whenever the shared request changes, by whichever tab.</summary>
public abstract class StepBase : ComponentBase, IDisposable
{
    private RunSetup? _watched;

    [Inject]
    internal AppService Service { get; set; } = null!;

    /// <summary>What is set up, or was.</summary>
    [CascadingParameter]
    internal RunSetup Setup { get; set; } = null!;

    internal TrainRequest Request => Setup.Request;

    internal CheckedRequest? Resolved => Setup.Resolved;

    internal AppOptions Options => Service.App.Options;

    private protected bool IsLocked => Setup.IsLocked;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the step watches.</summary>
    /// <param name="isDisposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool isDisposing)
    {
        if (_watched is not null) _watched.Changed -= Redraw;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_watched, Setup)) return;
        if (_watched is not null) _watched.Changed -= Redraw;
        _watched = Setup;
        _watched.Changed += Redraw;
    }

    /// <summary>Called on any thread when the request or its verdict has changed.</summary>
    private protected virtual void Redraw() => _ = InvokeAsync(StateHasChanged);

    private protected void Change(Func<TrainRequest, TrainRequest> edit) => Setup.Change(edit);

    private protected IEnumerable<StepProblem> Problems(SetupStep step) => Setup.Verdict.Of(step);
}
