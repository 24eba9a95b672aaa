using System.Text.Json;
using TrainApp.CommandLine;
using TrainApp.Control;
using TrainApp.Finalization;
using TrainApp.ModelStore;
using TrainApp.Projects;

namespace TrainApp.Vision.Verbs;

/// <summary>The model that the verb <c>evaluate</c> is given: a run's, a checkpoint file, or an ONNX file.</summary>
internal sealed record EvaluationSource
{
    private const string NotFound = "not-found", WrongFile = "wrong-file", Onnx = ".onnx";

    public string? Checkpoint { get; init; }

    public string? OnnxFile { get; init; }

    public IReadOnlyDictionary<string, string> ModelFiles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Empty when an ONNX file has to tell them.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    public required string TaskType { get; init; }

    public required string Title { get; init; }

    public required string ModelName { get; init; }

    /// <summary>The run that has published the model; null for a file on its own.</summary>
    public PublishedExperiment? Experiment { get; init; }

    /// <summary>Finds what a word means.</summary>
    /// <param name="context">App and workspace.</param>
    /// <param name="word">A file or folder, a run's number or name, <c>latest</c>, or <c>RUN:CHECKPOINT</c>.</param>
    /// <param name="scratch">A folder for files of the model that stand in a checkpoint's description.</param>
    /// <exception cref="RefusedException">There is no such model, or nothing says what a file is.</exception>
    public static EvaluationSource Find(CommandContext context, string word, string scratch)
    {
        if (Path.Exists(word)) return OfFile(context, Path.GetFullPath(word), scratch);
        var (name, checkpoint) = word.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? (word[..colon], word[(colon + 1)..]) : (word, null);
        var models = new CustomModels(context.Workspace);
        if (models.Find(name, context.App.FrameworkName) is not { } run || !models.HasRun(run))
            throw Refuse(NotFound, $"'{word}' is no file, and there is no run '{name}' in {context.Workspace.Root}.", "Give a run, a checkpoint or an ONNX file; the runs verb lists runs.");
        if (models.Read(run) is not { } experiment) throw Refuse("no-checkpoint", $"Run {run} has published no model; it is at work still, or has failed.");
        return OfExperiment(context, experiment, checkpoint ?? experiment.BestCheckpoint);
    }

    private static EvaluationSource OfFile(CommandContext context, string file, string scratch)
    {
        var experiment = Path.GetDirectoryName(Path.GetDirectoryName(file)) is { } artifacts ? PublishedExperimentReader.Read(context.Workspace, artifacts) : null;
        if (Path.GetExtension(file).Equals(Onnx, StringComparison.OrdinalIgnoreCase))
        {
            return experiment is null
                ? new EvaluationSource { OnnxFile = file, TaskType = context.App.Models[0].TaskType, Title = Path.GetFileName(file), ModelName = Path.GetFileNameWithoutExtension(file) }
                : OfExperiment(context, experiment, experiment.BestCheckpoint) with { OnnxFile = file, Title = $"{experiment.ExperimentName}, {Path.GetFileName(file)}" };
        }

        if (experiment?.Checkpoints.Contains(Path.GetFileName(file)) == true) return OfExperiment(context, experiment, Path.GetFileName(file));
        return CheckpointDescription.Read(file) is { } description
            ? OfDescription(context, file, description, scratch)
            : throw Refuse(WrongFile, $"Nothing says what '{file}' is: neither an '{ArtifactNames.ExperimentInfo}' above it nor '{Path.GetFileName(CheckpointDescription.FileOf(file))}' beside it.", "Evaluate the run, or bring the file that a run has published beside its checkpoint.");
    }

    private static EvaluationSource OfExperiment(CommandContext context, PublishedExperiment experiment, string checkpoint)
    {
        if (experiment.FrameworkName != context.App.FrameworkName)
            throw Refuse(WrongFile, $"Run {experiment.TaskId} is one of '{experiment.FrameworkName}', not of '{context.App.FrameworkName}'.");
        if (!Path.Exists(experiment.CheckpointPath(checkpoint)))
            throw Refuse(NotFound, $"Run {experiment.TaskId} has no checkpoint '{checkpoint}'.", $"It has: {string.Join(", ", experiment.Checkpoints)}.");
        return new EvaluationSource
        {
            Checkpoint = experiment.CheckpointPath(checkpoint),
            ModelFiles = experiment.ModelFiles,
            Classes = ClassesIn(Path.Combine(experiment.ArtifactsDirectory, ModelMetaStep.FileName)),
            TaskType = experiment.TaskType,
            Title = experiment.ExperimentName,
            ModelName = experiment.ModelName,
            Experiment = experiment,
        };
    }

    private static EvaluationSource OfDescription(CommandContext context, string file, CheckpointDescription description, string scratch)
    {
        if (description.ModelInfo.Framework != context.App.FrameworkName)
            throw Refuse(WrongFile, $"'{file}' is a checkpoint of '{description.ModelInfo.Framework}', not of '{context.App.FrameworkName}'.");
        return new EvaluationSource
        {
            Checkpoint = file,
            ModelFiles = description.WriteFiles(file, scratch),
            Classes = [.. description.ModelMeta.Classes.Select(item => item.Title)],
            TaskType = context.App.Models.FirstOrDefault(model => model.Name == description.ModelInfo.ModelName)?.TaskType ?? context.App.Models[0].TaskType,
            Title = description.ModelInfo.Experiment,
            ModelName = description.ModelInfo.ModelName,
        };
    }

    private static IReadOnlyList<string> ClassesIn(string meta)
    {
        try
        {
            if (MetaReader.ReadFile(meta, []) is { } read) return [.. read.Meta.Classes.Select(item => item.Name)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Refuse(WrongFile, $"The model's classes cannot be read: {e.Message}");
        }

        throw Refuse(WrongFile, $"The model's classes cannot be read from '{meta}'.");
    }

    private static RefusedException Refuse(string code, string message, string? hint = null) => new(Refusal.WrongRequest, code, message, hint);
}
