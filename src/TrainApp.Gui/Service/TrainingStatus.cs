using System.Globalization;
using TrainApp.Finalization;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Service;

/// <summary>A run in the words of the reference system's process card.</summary>
internal static class TrainingStatus
{
    /// <summary>The text; empty when there is no run, or none that goes on.</summary>
    public static string Of(RunStatus? run)
    {
        if (run is null || run.State.IsFinal()) return "";
        var text = run.State switch
        {
            RunState.Queued => "Training is started...",
            RunState.Preparing => "Preparing data for training...",
            RunState.Training or RunState.Paused => "Training is in progress...",
            _ => Finalizing(run),
        };
        return $"Status: {text}{Epoch(run)}";
    }

    private static string Epoch(RunStatus run) =>
        run.State == RunState.Training && RunProgress.Read(run.Folder.Directory) is { Epoch: not null, TotalEpochs: { } total } progress
            ? string.Create(CultureInfo.InvariantCulture, $" (Epoch {Math.Min(progress.EpochsFinished + 1, total)}/{total})")
            : "";

    /// <summary>What is done, from the last step that is.</summary>
    private static string Finalizing(RunStatus run)
    {
        if (!Finalizer.IsPublished(run.Folder)) return "Finalizing and preparing training artifacts...";
        var done = run.Steps.Where(step => step.Outcome == "done").Select(step => step.Step).ToHashSet(StringComparer.Ordinal);
        if (!done.Contains("manifest")) return "Generating training metadata...";
        var next = run.Record is null ? null : Finalizer.Asked(run.Record).FirstOrDefault(step => run.Steps.All(other => other.Step != step));
        return next switch
        {
            BenchmarkStep.StepName => "Running model benchmark...",
            Finalizer.OnnxExport => "Converting to ONNX format...",
            Finalizer.TensorRtExport => "Converting to TensorRT format...",
            _ => "Generating training metadata...",
        };
    }
}
