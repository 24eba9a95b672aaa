using TrainApp.Tuning;
using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Requests;

/// <summary>Checks a request against project, models, options and devices, and names every mistake in it at once.</summary>
internal sealed class RequestChecker(AppDescription app, Workspace workspace)
{
    private readonly List<Problem> _problems = [];

    /// <summary>Every problem found; with an error among them there is no checked request.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Checks everything that can be known before a run is made.</summary>
    /// <returns>Null when something is wrong.</returns>
    public async Task<CheckedRequest?> CheckAsync(TrainRequest request, CancellationToken cancellationToken)
    {
        var model = CheckModel(request.Model);
        var devices = CheckDevices(request.Device);
        var exports = CheckExports(request.Export);
        CheckName(request.Name);
        var hyperparameters = CheckHyperparameters(request);
        var split = CheckSplit(request.Split);
        var project = await OpenProjectAsync(request.Project, cancellationToken);
        var classes = project is null ? [] : CheckClasses(project, request.Classes);
        var seed = request.Seed ?? 0;
        if (project is not null && split is not null) _problems.AddRange(Splitter.Split(project, split, seed).Problems);

        if (_problems.Exists(problem => problem.Severity == Severity.Error)) return null;
        var fingerprint = ProjectFingerprint.Compute(project!, cancellationToken);
        return new CheckedRequest
        {
            Request = request,
            Project = project!,
            ProjectId = new ProjectRegistry(workspace.Root).Register(project!, fingerprint, cancellationToken).Id,
            Fingerprint = fingerprint,
            Model = model!,
            Split = split!,
            Classes = classes,
            Seed = seed,
            Devices = devices,
            Exports = exports,
            HyperparametersText = hyperparameters!,
            Name = request.Name,
        };
    }

    private ModelInfo? CheckModel(string? name)
    {
        if (name is null)
        {
            if (app.Models is [var first, ..]) return first;
            Add("TRAIN610", "The app's models.json lists no model.");
            return null;
        }

        if (app.Models.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        Add("TRAIN611", $"There is no model '{name}'.{Known(name, app.Models.Select(model => model.Name))}");
        return null;
    }

    private IReadOnlyList<string> CheckDevices(IReadOnlyList<string>? devices)
    {
        foreach (var device in devices ?? [])
        {
            if (!DeviceNames.IsName(device)) Add("TRAIN612", $"'{device}' is not a device: expected cpu or cuda:0, cuda:1, ….");
            else if (!DeviceNames.IsPresent(device)) Add("TRAIN613", $"This machine has no device '{device}'.", "It has: " + string.Join(", ", DeviceNames.Present()) + ".");
        }

        return devices is { Count: > 0 } ? [.. devices.Distinct(StringComparer.Ordinal)] : [DeviceNames.Cpu];
    }

    private IReadOnlyList<string> CheckExports(IReadOnlyList<string>? exports)
    {
        // An app that offers ONNX makes it unless it is told not to; TensorRT needs a GPU's tools, so it is made on request.
        if (exports is null) return app.ExportOnnx is not null && app.Options.ExportOnnxSupported ? ["onnx"] : [];
        if (exports is ["none"]) return [];
        foreach (var export in exports)
        {
            var (known, offered) = export switch
            {
                "onnx" => (true, app.ExportOnnx is not null),
                "tensorrt" => (true, app.ExportTensorRt is not null),
                _ => (false, false),
            };
            if (!known) Add("TRAIN614", $"'{export}' is not an export: expected onnx, tensorrt or none.");
            else if (!offered) Add("TRAIN615", $"The app has no method for the export '{export}'.");
        }

        return [.. exports.Distinct(StringComparer.Ordinal)];
    }

    private void CheckName(string? name)
    {
        if (name is null) return;
        if (name.Trim().Length == 0) Add("TRAIN616", "The experiment's name is empty.");
        else if (name.AsSpan().IndexOfAny("/\\") >= 0 || name.Any(char.IsControl)) Add("TRAIN616", $"The experiment's name '{name}' holds a slash, a backslash or a control character.");
    }

    private string? CheckHyperparameters(TrainRequest request)
    {
        string? given = null;
        if (request.Hyperparameters is { } file)
        {
            try
            {
                given = File.ReadAllText(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Add("TRAIN617", $"The hyperparameters file '{file}' cannot be read: {e.Message}");
                return null;
            }
        }

        var resolution = HyperparameterResolver.Resolve(app.Hyperparameters, given, request.Hyperparameters, [.. request.Set ?? new Dictionary<string, string>()]);
        _problems.AddRange(resolution.Problems);
        return resolution.Text;
    }

    private SplitSpecification? CheckSplit(string? text)
    {
        _ = SplitSpecification.TryParse(text ?? $"random:{RandomSplit.DefaultPercent}", out var specification, out var problems);
        _problems.AddRange(problems);
        return specification;
    }

    private async Task<Project?> OpenProjectAsync(string? given, CancellationToken cancellationToken)
    {
        try
        {
            var directory = await ProjectLocator.LocateAsync(app, workspace, given, cancellationToken);
            var project = Project.Open(directory);
            _problems.AddRange(project.Problems.Select(problem => problem.ToProblem() with { Severity = StopsRun(problem) ? Severity.Error : Severity.Warning }));
            return project;
        }
        catch (ProjectException e)
        {
            _problems.Add(new Problem(ProblemIds.ProjectUnusable, Severity.Error, Sentence(e), e.Path.Length > 0 ? e.Path : null, Hint: e.Hint));
            return null;
        }
    }

    /// <summary>What is broken is left out, and the rest is trained on; without classes or images there is no rest.</summary>
    private static bool StopsRun(ProjectProblem problem) => problem.Id is ProblemIds.MetaUnreadable or ProblemIds.NoImages;

    // The exception's message ends with its hint, which has a field of its own here.
    private static string Sentence(ProjectException e) => e.Hint is { } hint && e.Message.EndsWith(" " + hint, StringComparison.Ordinal) ? e.Message[..^(hint.Length + 1)] : e.Message;

    private IReadOnlyList<string> CheckClasses(Project project, IReadOnlyList<string>? names)
    {
        var all = project.Meta.Classes.Select(c => c.Name).ToList();
        if (names is null) return all;
        foreach (var name in names.Where(name => !all.Contains(name)))
            Add("TRAIN618", $"The project has no class '{name}'.{Known(name, all)}");
        if (names.Count == 0) Add("TRAIN618", "No class is selected.");
        return [.. all.Where(names.Contains)];
    }

    private static string Known(string name, IEnumerable<string> known) =>
        NearestName.Suggest(name, known) is { Length: > 0 } suggestion ? suggestion : $" There is: {string.Join(", ", known)}.";

    private void Add(string id, string message, string? hint = null) => _problems.Add(new Problem(id, Severity.Error, message, Hint: hint));
}
