using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Service;

/// <summary>A run at one moment.</summary>
public sealed class RunView
{
    private RunView(RunStatus status, RunProgress? progress, DateTimeOffset now)
    {
        Status = status;
        Progress = progress;
        Now = now;
    }

    /// <summary>The run as its folder tells it.</summary>
    internal RunStatus Status { get; }

    /// <summary>How far training is; null before it.</summary>
    internal RunProgress? Progress { get; }

    /// <summary>The moment.</summary>
    internal DateTimeOffset Now { get; }

    internal int Number => Status.Folder.Number;

    internal RunState State => Status.State;

    internal bool IsLive => !Status.State.IsFinal();

    /// <summary>The share of training that is done, from 0 to 1; null when nobody knows.</summary>
    internal double? Share => State is RunState.Completed || Progress is { Finished: true }
        ? 1
        : Progress is { TotalEpochs: > 0 and var total } progress
            ? Math.Clamp((progress.EpochsFinished + StepShare(progress)) / total, 0, 1)
            : null;

    /// <summary>Time until training is done, at the pace so far; null while that cannot be said.</summary>
    internal TimeSpan? TimeLeft => State == RunState.Training && Share is > 0.005 and < 1 and var share && Progress is { ElapsedSeconds: > 2 and var spent }
        ? TimeSpan.FromSeconds((spent + Math.Max(0, (Now - Progress.Updated).TotalSeconds)) * (1 - share) / share)
        : null;

    internal static RunView Read(RunFolder folder, DateTimeOffset now) => new(RunStatus.Read(folder), RunProgress.Read(folder.Directory), now);

    private static double StepShare(RunProgress progress) =>
        progress.TotalSteps is > 0 and var steps && progress.Step < steps ? (double)progress.Step / steps : 0;
}
