using System.Globalization;
using TrainApp.Finalization;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.Control;

/// <summary>When a run can be finished once more, and what is said when it cannot.</summary>
internal static class RetryRules
{
    public static void RequireEnd(RunStatus status)
    {
        if (status.State.IsFinal()) return;
        throw new RefusedException(
            Refusal.Busy, "running", string.Create(CultureInfo.InvariantCulture, $"Run {status.Folder.Number} is {status.State.Name()}."), "Wait for its end, or stop it.");
    }

    /// <summary>A step must be one of ours, and an export one that the app can make.</summary>
    public static void RequireStep(AppDescription app, string? step)
    {
        if (step is null) return;
        if (!Finalizer.StepNames.Contains(step))
        {
            throw new RefusedException(
                Refusal.WrongRequest,
                "command-line",
                $"There is no step '{step}'.{NearestName.Suggest(step, Finalizer.StepNames)}",
                $"The steps are: {string.Join(", ", Finalizer.StepNames)}.");
        }

        if (Finalizer.FormatOf(step) is { } format) RequireExport(app, format);
        if (step == BenchmarkStep.StepName && app.Evaluate is null)
            throw new RefusedException(Refusal.WrongRequest, "TRAIN667", "The model cannot be evaluated: the app has no class marked [Inference].");
    }

    public static void RequireExport(AppDescription app, string format)
    {
        if ((format == "onnx" ? app.ExportOnnx : app.ExportTensorRt) is not null) return;
        throw new RefusedException(Refusal.WrongRequest, "TRAIN615", $"The app has no method for the export '{format}'.");
    }

    public static void RequireCheckpoint(RunFolder folder)
    {
        if (ExperimentRecord.Read(folder.ExperimentFile)?.BestCheckpoint is not null) return;
        throw new RefusedException(Refusal.WrongState, "no-checkpoint", string.Create(CultureInfo.InvariantCulture, $"Run {folder.Number} has no checkpoint to export."));
    }

    /// <summary>Training must have left something that could be published; if not, the error says what can be done.</summary>
    public static void RequireSomething(RunFolder folder)
    {
        if (File.Exists(folder.ExperimentFile) || (folder.ReadRecord() is not null && KeptCheckpoints.Find(folder).Count > 0)) return;
        throw new RefusedException(
            Refusal.WrongState,
            "no-checkpoint",
            string.Create(CultureInfo.InvariantCulture, $"Run {folder.Number} ended before it had saved a checkpoint; there is nothing to finish."),
            File.Exists(folder.AppStateFile) ? $"Start it anew: train --app-state {folder.AppStateFile}" : "Start it anew.");
    }

    /// <summary>Whether everything that was asked for is there.</summary>
    public static bool IsWhole(RunStatus status) =>
        status.State is RunState.Completed or RunState.Stopped && status.Folder.ReadPublished() is not null && !status.FailedSteps.Any();
}
