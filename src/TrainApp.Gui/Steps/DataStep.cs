using System.Globalization;
using TrainApp.Gui.Service;
using TrainApp.Requests;

namespace TrainApp.Gui.Steps;

/// <summary>A step about what the project holds; it is drawn again, too, when more is known of the project.</summary>
public abstract class DataStep : StepBase
{
    private (string? Given, ModelInfo? Model) _model;
    private bool _hasModel;

    /// <summary>What is known of the project by now.</summary>
    private protected ProjectFacts Facts => Service.Projects.Look(Request.Project);

    /// <summary>The catalog's entry of the chosen model; null when there is none.</summary>
    private protected ModelInfo? Model
    {
        get
        {
            if (_hasModel && string.Equals(_model.Given, Request.Model, StringComparison.Ordinal)) return _model.Model;
            _model = (Request.Model, new ModelChoice(Service.App, Service.Workspace, new RequestProblems()).Check(Request.Model)?.Model);
            _hasModel = true;
            return _model.Model;
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Service.Projects.Changed += Redraw;

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        Service.Projects.Changed -= Redraw;
        base.Dispose(isDisposing);
    }

    private protected static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with its noun: <c>1 image</c>, <c>2 images</c>.</summary>
    private protected static string Count(long value, string one, string? many = null) => $"{Number(value)} {(value == 1 ? one : many ?? one + "s")}";
}
