using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.ModelStore;

namespace TrainApp.Requests;

/// <summary>The model that a request means: one of the catalog, or a checkpoint of an earlier run.</summary>
internal sealed class ModelChoice(AppDescription app, Workspace workspace, RequestProblems problems)
{
    private readonly CustomModels _earlier = new(workspace);

    /// <param name="name">A name of the catalog, <c>RUN:CHECKPOINT</c>, or <c>RUN</c>; null for the default.</param>
    /// <returns>Null when there is no such model.</returns>
    public StartingModel? Check(string? name)
    {
        if (name is null && app.Options.ModelSelector.DefaultModel is { } chosen && Listed(chosen) is null)
        {
            problems.Unknown("TRAIN611", $"There is no model '{chosen}', which app_options.yaml names as 'default_model'.", chosen, Names);
            return null;
        }

        var otherwise = app.Options.ModelSelector.DefaultModel ?? (app.Models is [var first, ..] ? first.Name : null);
        if (otherwise is null)
        {
            problems.Error("TRAIN610", "The app's models.json lists no model.");
            return null;
        }

        name ??= otherwise;
        if (!app.Options.ModelSelector.Enabled && !string.Equals(name, otherwise, StringComparison.OrdinalIgnoreCase))
        {
            problems.Error("TRAIN643", $"The app trains '{otherwise}' alone: its options offer no choice of the model (model_selector).", "Leave --model out.");
            return null;
        }

        if (Listed(name) is { } model) return Pretrained(model);
        var (run, checkpoint) = name.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? (name[..colon], name[(colon + 1)..]) : (name, "");
        if (_earlier.Find(run, app.FrameworkName) is { } number) return Custom(number, checkpoint);
        var orRun = run == name ? "" : $", and no run '{run}' that has published one";
        problems.Unknown("TRAIN611", $"There is no model '{name}'{orRun}.", name, Names);
        return null;
    }

    private IEnumerable<string> Names => app.Models.Select(model => model.Name);

    private ModelInfo? Listed(string name) => app.Models.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase));

    private StartingModel Pretrained(ModelInfo model)
    {
        foreach (var mistake in new CatalogFiles(app.ModelsFolder).Mistakes(model)) problems.Error("TRAIN630", mistake, "Correct the entry in models.json, or put the file there.");
        return new StartingModel(model);
    }

    private StartingModel? Custom(int run, string checkpoint)
    {
        if (!app.Options.ModelSelector.ShowCustom) return Refuse("The app does not train on from earlier runs ('show_custom' of 'model_selector' is false in app_options.yaml).");
        if (_earlier.Read(run) is not { } experiment)
        {
            return Refuse(_earlier.HasRun(run) ? $"Run {run} has published no model; it is at work still, or has failed.{Others()}" : $"There is no run {run}.{Others()}");
        }

        if (experiment.FrameworkName != app.FrameworkName) return Refuse($"Run {run} is one of '{experiment.FrameworkName}', not of '{app.FrameworkName}'.{Others()}");
        if (Listed(experiment.ModelName) is not { } model)
        {
            problems.Unknown("TRAIN631", $"Run {run} trained the model '{experiment.ModelName}', which models.json does not list.", experiment.ModelName, Names);
            return null;
        }

        return WithCheckpoint(new StartingModel(model, experiment), checkpoint);
    }

    private StartingModel? WithCheckpoint(StartingModel start, string given)
    {
        const string folder = "checkpoints/";
        var experiment = start.Experiment!;
        var name = given.Length == 0 ? experiment.BestCheckpoint : given.StartsWith(folder, StringComparison.Ordinal) ? given[folder.Length..] : given;
        var present = experiment.Checkpoints.Where(known => Path.Exists(experiment.CheckpointPath(known))).ToList();
        if (!present.Contains(name))
        {
            problems.Unknown("TRAIN632", $"Run {experiment.TaskId} has no checkpoint '{name}'.", name, present);
            return null;
        }

        foreach (var (key, path) in experiment.ModelFiles.Where(file => !Path.Exists(file.Value)))
            problems.Error("TRAIN630", $"The file '{key}' of run {experiment.TaskId} cannot be had: '{path}' does not exist.");
        return start with { Checkpoint = name };
    }

    private string Others()
    {
        var runs = _earlier.Of(app.FrameworkName).Take(10).Select(experiment => experiment.TaskId).ToList();
        return runs.Count == 0 ? " No run of this app has published a model yet." : $" The newest with a model: {string.Join(", ", runs)}.";
    }

    private StartingModel? Refuse(string message)
    {
        problems.Error("TRAIN631", message);
        return null;
    }
}
