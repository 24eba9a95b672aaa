using System.Globalization;
using TrainApp.Hosting;
using TrainApp.Messages;

namespace TrainApp.Finalization;

/// <summary>Evaluates the best checkpoint on the validation images, and publishes figures, predictions and report in <c>evaluation/</c>.</summary>
internal sealed class BenchmarkStep : IFinalizationStep
{
    public const string StepName = "benchmark";
    public const string FolderName = "evaluation";
    public const string LinkFile = "Model Evaluation Report.lnk";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    public string Name => StepName;

    public bool MayFail => true;

    public bool Applies(FinalizationContext context) => context.Run.Benchmark && context.Experiment.BestCheckpoint is not null;

    public async Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        var evaluate = context.App.Evaluate ?? throw new InvalidOperationException("The app has no class marked [Inference].");
        var folder = WorkFolder(context, FolderName);
        var outcome = await evaluate(RequestOf(context, folder) with { MeasuresSpeed = context.Run.SpeedTest, Predicted = Progress(context) }, cancellationToken);
        // The files are copied whole, one by one; a step that is cut is repeated from the start.
        context.Files.Copy(folder, Path.Combine(context.Artifacts, FolderName));
        context.WriteText(Link(context), LinkFile);
        context.Update(context.Experiment with { Evaluation = new EvaluationRecord(outcome.Metrics, outcome.PrimaryMetric) });
        Directory.Delete(folder, recursive: true);
        Message.Say(MessageLevel.Info, string.Create(CultureInfo.InvariantCulture, $"The best checkpoint on {outcome.Images} validation images: {outcome.PrimaryMetric} {outcome.Metrics.GetValueOrDefault(outcome.PrimaryMetric):0.####}."));
    }

    /// <summary>Where the report of a run is shown.</summary>
    public static string Link(FinalizationContext context) => string.Create(CultureInfo.InvariantCulture, $"/runs/{context.Run.Run}/report");

    /// <summary>The best checkpoint as it is published, on the validation images.</summary>
    public static EvaluationRequest RequestOf(FinalizationContext context, string folder) => new()
    {
        TaskType = context.Experiment.TaskType,
        CheckpointPath = Path.Combine(context.Artifacts, CheckpointsStep.FolderName, context.Experiment.BestCheckpoint!),
        ModelFiles = context.Experiment.ModelFiles.ToDictionary(pair => pair.Key, pair => Path.Combine(context.Artifacts, Path.GetFileName(pair.Value)), StringComparer.Ordinal),
        Classes = context.Session.Classes,
        Device = context.Session.Device,
        Images = context.Session.ValDataset.Images,
        TrainImages = context.Session.TrainDataset.Images,
        Directory = folder,
        Model = new EvaluatedModel(context.Run.Name, context.Experiment.ModelName, context.Run.Framework, context.Run.ProjectName, context.Run.Run),
    };

    /// <summary>An empty folder for intermediate files.</summary>
    public static string WorkFolder(FinalizationContext context, string name)
    {
        var folder = Path.Combine(context.Folder.Work, name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }

    private static Action<int> Progress(FinalizationContext context)
    {
        var (all, said) = (context.Session.ValDataset.Images.Count, context.Time.GetTimestamp());
        return done =>
        {
            if (context.Time.GetElapsedTime(said) < s_interval) return;
            said = context.Time.GetTimestamp();
            Message.Say(MessageLevel.Info, string.Create(CultureInfo.InvariantCulture, $"Evaluating: {done} of {all} images."));
        };
    }
}
