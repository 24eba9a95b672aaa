using System.Globalization;
using System.Text;

namespace TrainApp.Finalization;

/// <summary>Writes <c>experiment_report.md</c>: what was trained, on what, with what result, and how it is used.</summary>
internal sealed class ReportStep : IFinalizationStep
{
    public const string FileName = "experiment_report.md";

    public string Name => "report";

    public bool AlwaysRuns => true;

    public bool Applies(FinalizationContext context) => context.App.Options.GenerateReport;

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        context.WriteText(Text(context), FileName);
        ExperimentPageFiles.Write(context);
        return Task.CompletedTask;
    }

    private static string Text(FinalizationContext context)
    {
        var (run, experiment) = (context.Run, context.Experiment);
        var text = new StringBuilder();
        Line(text, $"# {run.Name}\n");
        Line(text, $"{run.Framework}, {experiment.ModelName}, {experiment.TaskType}. Run {run.Run}, {experiment.Ended.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC, {experiment.TrainingSeconds:F1} s of training{(experiment.Stopped ? ", ended before its end" : "")}.");
        if (context.App.Options.OriginalRepository is { } repository) Line(text, $"The model comes from [{repository.Name}]({repository.Url}).");

        Line(text, $"\n## Data\n");
        Line(text, $"Project {run.ProjectName} (number {run.ProjectId}): {context.Split.Train.Count} images for training, {context.Split.Val.Count} for validation (`{SplitStep.FileName}`; split `{run.Split}`, seed {run.Seed}).\n");
        Line(text, $"Classes: {string.Join(", ", run.Classes)}.");

        Line(text, $"\n## Metrics\n");
        if (experiment.Metrics.Count == 0) Line(text, $"None were reported.");
        else Line(text, $"| metric | value |\n|---|---|");
        foreach (var (name, value) in experiment.Metrics) Line(text, $"| {name} | {value:0.######} |");

        if (experiment.Evaluation is { } evaluation)
        {
            Line(text, $"\n## Evaluation\n");
            Line(text, $"The best checkpoint on the {context.Split.Val.Count} validation images; `{BenchmarkStep.FolderName}/` holds predictions, figures and the report. Models are compared by {evaluation.PrimaryMetric}.\n");
            Line(text, $"| metric | value |\n|---|---|");
            foreach (var (name, value) in evaluation.Metrics) Line(text, $"| {name} | {value:0.######} |");
        }

        Line(text, $"\n## Files\n");
        foreach (var path in experiment.Checkpoints) Line(text, $"- `{CheckpointsStep.FolderName}/{Path.GetFileName(path)}`{(Path.GetFileName(path) == experiment.BestCheckpoint ? ": the best checkpoint" : "")}");
        foreach (var (name, path) in experiment.ModelFiles) Line(text, $"- `{Path.GetFileName(path)}`: {name}");
        foreach (var (name, path) in experiment.Exports) Line(text, $"- `{path}`: {name}; the classes' names by index stand in `{ArtifactNames.Export}/classes.json`");

        Line(text, $"\nTo use the model, load the best checkpoint with the app, or an export with the library of its format. To train it once more: `train --app-state {SettingsStep.AppStateFile}`.");

        Line(text, $"\n## Where it comes from\n");
        Line(text, $"- start: {(context.Session.ModelInfo.Checkpoint is { } start ? Path.GetFileName(start) : "from scratch")}");
        foreach (var (name, value) in run.Environment) Line(text, $"- {name}: {value}");

        Line(text, $"\n## Hyperparameters\n\n```yaml\n{File.ReadAllText(context.Folder.HyperparametersFile).TrimEnd()}\n```");
        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
