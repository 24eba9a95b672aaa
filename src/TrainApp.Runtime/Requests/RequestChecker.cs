using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Requests;

/// <summary>Checks a request against project, models, options and devices, and names every mistake in it at once.</summary>
internal sealed class RequestChecker(AppDescription app, Workspace workspace)
{
    private readonly RequestProblems _problems = new();

    /// <summary>Every problem found; with an error among them there is no checked request.</summary>
    public IReadOnlyList<Problem> Problems => _problems.All;

    /// <summary>Checks everything that can be known before a run is made.</summary>
    /// <returns>Null when something is wrong.</returns>
    public async Task<CheckedRequest?> CheckAsync(TrainRequest request, CancellationToken cancellationToken)
    {
        var start = new ModelChoice(app, workspace, _problems).Check(request.Model);
        var devices = DeviceChoice.Check(request.Device, _problems);
        var exports = ExportChoice.Check(app, request.Export, _problems);
        ExperimentName.Check(request.Name, _problems);
        var hyperparameters = HyperparameterChoice.Check(app, request, _problems);
        var convertClasses = SwitchChoice.Read("--convert-classes", request.ConvertClasses, _problems);
        var cache = SwitchChoice.Read("--cache", request.Cache, _problems);
        var split = SplitChoice.Read(request.Split, _problems);
        var project = await ProjectChoice.OpenAsync(app, workspace, request.Project, _problems, cancellationToken);
        var classes = project is null ? [] : ClassChoice.Check(project, request.Classes, _problems);
        var seed = request.Seed ?? 0;
        if (project is not null && split is not null) _problems.Add(Splitter.Split(project, split, seed).Problems);

        if (_problems.HasErrors) return null;
        var fingerprint = ProjectFingerprint.Compute(project!, cancellationToken);
        return new CheckedRequest
        {
            Request = request,
            Project = project!,
            ProjectId = new ProjectRegistry(workspace.Root).Register(project!, fingerprint, cancellationToken).Id,
            Fingerprint = fingerprint,
            Start = start!,
            Split = split!,
            Classes = classes,
            ConvertClasses = convertClasses ?? app.Options.AutoConvertClasses,
            Cache = cache ?? true,
            Seed = seed,
            Devices = devices,
            Exports = exports,
            HyperparametersText = hyperparameters!,
            Name = request.Name,
        };
    }
}
