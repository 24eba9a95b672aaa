using TrainApp.Finalization.Steps;
using TrainApp.Runs;

namespace TrainApp.Finalization;

/// <summary>Runs the steps after training, in order, each one once.</summary>
internal static class Finalizer
{
    public const string OnnxExport = "export-onnx";
    public const string TensorRtExport = "export-tensorrt";

    /// <summary>
    /// Every step, in order. The model is published before anything that may fail is tried; the manifest comes last, so a
    /// folder without one is not complete.
    /// </summary>
    private static readonly IFinalizationStep[] s_steps =
    [
        new CheckpointsStep(),
        new ModelFilesStep(),
        new LogsStep(),
        new ModelMetaStep(),
        new SplitStep(),
        new SettingsStep(),
        new PublishStep(),
        new ExportStep(OnnxExport, "onnx", "ONNXRuntime", app => app.ExportOnnx),
        new ExportStep(TensorRtExport, "tensorrt", "TensorRT", app => app.ExportTensorRt),
        new ExperimentInfoStep(),
        new ManifestStep(),
        new CleanUpStep(),
    ];

    /// <summary>Runs what is not done yet, and the steps in <paramref name="again"/>.</summary>
    /// <returns>The state in which the run ends.</returns>
    public static async Task<RunState> RunAsync(FinalizationContext context, RunJournal journal, IReadOnlySet<string> again, CancellationToken cancellationToken)
    {
        var outcomes = RunJournal.Read(context.Folder.JournalFile)
            .Where(record => record.Step is not null)
            .GroupBy(record => record.Step!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Outcome == "done", StringComparer.Ordinal);

        foreach (var step in s_steps)
        {
            var repeated = again.Contains(step.Name);
            if (!repeated && !step.Applies(context)) continue;
            if (!repeated && !step.AlwaysRuns && outcomes.GetValueOrDefault(step.Name)) continue;

            context.HasFailedSteps = outcomes.ContainsValue(false);
            var start = context.Time.GetTimestamp();
            try
            {
                await step.RunAsync(context, cancellationToken);
                journal.Step(step.Name, done: true, context.Time.GetElapsedTime(start));
                outcomes[step.Name] = true;
            }
            catch (Exception e) when (step.MayFail && e is not OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"The step {step.Name} failed: {e}");
                journal.Step(step.Name, done: false, context.Time.GetElapsedTime(start), e.Message);
                outcomes[step.Name] = false;
            }
        }

        return outcomes.ContainsValue(false) ? RunState.Degraded
            : context.Experiment.Stopped ? RunState.Stopped
            : RunState.Completed;
    }
}
