using TrainApp.Messages;
using TrainApp.Runs;

namespace TrainApp.Finalization;

/// <summary>Runs the steps after training, in order, each one once.</summary>
internal static class Finalizer
{
    public const string OnnxExport = "export-onnx";
    public const string TensorRtExport = "export-tensorrt";

    private static readonly ReportStep s_report = new();
    private static readonly ExperimentInfoStep s_info = new();
    private static readonly ManifestStep s_manifest = new();

    /// <summary>
    /// Every step, in order. The model is published, with all that describes it, before anything that may fail is tried:
    /// an evaluation or an export that takes the process along leaves a whole folder. What they add is described once more at the end.
    /// </summary>
    private static readonly IFinalizationStep[] s_steps =
    [
        new CheckpointsStep(),
        new ModelFilesStep(),
        new OutputFilesStep(),
        new LogsStep(),
        new ModelMetaStep(),
        new SplitStep(),
        new SettingsStep(),
        new CheckpointInfoStep(),
        new DemoStep(),
        new PublishStep(),
        s_report,
        s_info,
        s_manifest,
        new BenchmarkStep(),
        new ExportStep(OnnxExport, "onnx", "ONNXRuntime", app => app.ExportOnnx),
        new ExportStep(TensorRtExport, "tensorrt", "TensorRT", app => app.ExportTensorRt),
        s_report,
        s_info,
        s_manifest,
        new CleanUpStep(),
    ];

    /// <summary>Names of the steps, in order, each one once.</summary>
    public static IReadOnlyList<string> StepNames { get; } = [.. s_steps.Select(step => step.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Name of the step that makes an export.</summary>
    public static string ExportStepOf(string format) => format == "onnx" ? OnnxExport : TensorRtExport;

    /// <summary>The export that a step makes; null for another step.</summary>
    public static string? FormatOf(string step) => step switch { OnnxExport => "onnx", TensorRtExport => "tensorrt", _ => null };

    /// <summary>The steps that a run asks for and that may fail.</summary>
    public static IEnumerable<string> Asked(RunRecord run) => [.. run.Benchmark ? [BenchmarkStep.StepName] : Array.Empty<string>(), .. run.Exports.Select(ExportStepOf)];

    /// <summary>Whether a step is not one that a run has to ask for, or is asked for.</summary>
    public static bool IsAsked(string step, RunRecord? run) => (step != BenchmarkStep.StepName && FormatOf(step) is null) || (run is not null && Asked(run).Contains(step));

    /// <summary>
    /// Runs what is not done yet, and the steps in <paramref name="again"/>. Where some are named, of those that may fail
    /// they alone are run.
    /// </summary>
    /// <param name="context">What the steps work on.</param>
    /// <param name="journal">Where their ends are written down.</param>
    /// <param name="again">Names of steps that are repeated though they are done.</param>
    /// <param name="cancellationToken">Ends the steps that may fail; the others are needed and short.</param>
    /// <returns>The state in which the run ends.</returns>
    public static async Task<RunState> RunAsync(FinalizationContext context, RunJournal journal, IReadOnlySet<string> again, CancellationToken cancellationToken)
    {
        var outcomes = Outcomes(context.Folder);

        foreach (var step in s_steps)
        {
            var repeated = again.Contains(step.Name);
            // An export may be asked for that the run did not ask for.
            if (!step.Applies(context) && !(repeated && step.MayFail)) continue;
            if (!repeated && !step.AlwaysRuns && outcomes.GetValueOrDefault(step.Name)) continue;
            if (!repeated && step.MayFail && again.Count > 0)
            {
                outcomes.TryAdd(step.Name, false);
                continue;
            }

            context.HasFailedSteps = outcomes.ContainsValue(false);
            var start = context.Time.GetTimestamp();
            try
            {
                if (step.MayFail) cancellationToken.ThrowIfCancellationRequested();
                await step.RunAsync(context, step.MayFail ? cancellationToken : CancellationToken.None);
                journal.Step(step.Name, done: true, context.Time.GetElapsedTime(start), bytes: context.Files.TakeWritten());
                outcomes[step.Name] = true;
            }
            catch (Exception e)
            {
                var reason = cancellationToken.IsCancellationRequested ? "The run was asked to stop." : e.Message;
                journal.Step(step.Name, done: false, context.Time.GetElapsedTime(start), reason, context.Files.TakeWritten());
                if (!step.MayFail) throw;
                Message.Say(MessageLevel.Error, $"The step {step.Name} failed: {e}");
                outcomes[step.Name] = false;
            }
        }

        return outcomes.ContainsValue(false) ? RunState.Degraded
            : context.Experiment.Stopped ? RunState.Stopped
            : RunState.Completed;
    }

    /// <summary>Whether the run's published folder is its final place already.</summary>
    public static bool IsPublished(RunFolder folder) => Outcomes(folder).GetValueOrDefault(PublishStep.StepName);

    private static Dictionary<string, bool> Outcomes(RunFolder folder) => RunJournal.Read(folder.JournalFile)
        .Where(record => record.Step is not null)
        .GroupBy(record => record.Step!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last().Outcome == "done", StringComparer.Ordinal);
}
