using System.Globalization;
using System.Text.Json.Nodes;
using TrainApp.ModelStore;
using TrainApp.Versions;

namespace TrainApp.Finalization;

/// <summary>Writes <c>experiment_info.json</c> with every field of the reference, in its order, and <c>open_app.lnk</c>.</summary>
internal sealed class ExperimentInfoStep : IFinalizationStep
{
    public string Name => "experiment-info";

    public bool AlwaysRuns => true;

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        context.WriteText(string.Create(CultureInfo.InvariantCulture, $"/runs/{context.Run.Run}"), ArtifactNames.OpenApp);
        context.WriteText(Document(context).ToJsonString(ArtifactJson.Options), ArtifactNames.ExperimentInfo);
        return Task.CompletedTask;
    }

    /// <summary>Name and link of the checkpoint that training started from. The link of a local file would tell nobody anything.</summary>
    private static (string? Name, string? Link) StartingCheckpoint(FinalizationContext context)
    {
        if (context.Run.Base is { } known) return (known.Name, known.Link);
        var (entry, file) = (context.Session.ModelInfo.Checkpoint, context.Session.ModelFiles.Checkpoint);
        return (Path.GetFileName(file), entry is not null && ModelAddress.IsAddress(entry) ? ModelAddress.Parse(entry).Shown : null);
    }

    private static JsonObject Document(FinalizationContext context)
    {
        var (run, experiment) = (context.Run, context.Experiment);
        var (start, link) = StartingCheckpoint(context);
        var document = new JsonObject
        {
            ["experiment_name"] = run.Name,
            ["framework_name"] = run.Framework,
            ["model_name"] = experiment.ModelName,
            ["base_checkpoint"] = start,
            ["base_checkpoint_link"] = link,
            ["task_type"] = experiment.TaskType,
            ["project_id"] = run.ProjectId,
            ["project_version"] = ProjectVersion.Read(context.Folder.ProjectVersionFile)?.ToJson(),
            ["task_id"] = run.Run,
            ["model_files"] = new JsonObject(experiment.ModelFiles.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Path.GetFileName(pair.Value)))),
            ["checkpoints"] = new JsonArray([.. experiment.Checkpoints.Select(path => (JsonNode)$"{CheckpointsStep.FolderName}/{Path.GetFileName(path)}")]),
            ["best_checkpoint"] = experiment.BestCheckpoint,
            ["export"] = new JsonObject(experiment.Exports.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["app_state"] = SettingsStep.AppStateFile,
            ["model_meta"] = ModelMetaStep.FileName,
            ["hyperparameters"] = SettingsStep.HyperparametersFile,
            ["artifacts_dir"] = context.ArtifactsName,
            ["datetime"] = experiment.Ended.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            ["evaluation_report_id"] = experiment.Evaluation is null ? null : run.Run,
            ["evaluation_report_link"] = experiment.Evaluation is null ? null : BenchmarkStep.Link(context),
            ["evaluation_metrics"] = new JsonObject((experiment.Evaluation?.Metrics ?? new Dictionary<string, double?>()).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["primary_metric"] = experiment.Evaluation?.PrimaryMetric,
            ["logs"] = new JsonObject { ["type"] = "tensorboard", ["link"] = $"{context.ArtifactsName}{LogsStep.FolderName}/" },
            ["device"] = run.Environment.GetValueOrDefault("device"),
            ["training_duration"] = Math.Round(experiment.TrainingSeconds, 3),
            ["train_collection_id"] = context.Split.CollectionIds?.Train,
            ["val_collection_id"] = context.Split.CollectionIds?.Val,
        };
        if (context.Split.CollectionIds is null) return document;
        document["train_val_split"] = SplitStep.FileName;
        document["train_size"] = context.Split.Train.Count;
        document["val_size"] = context.Split.Val.Count;
        return document;
    }
}
