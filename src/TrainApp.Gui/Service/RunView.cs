using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Service;

/// <summary>A run at one moment.</summary>
public sealed class RunView
{
    private RunView(RunStatus status, RunProgress? progress, RunPace pace, DateTimeOffset now)
    {
        Status = status;
        Progress = progress;
        Now = now;
        // After the folder was read: where that found nothing, this says why.
        IsGone = !Directory.Exists(status.Folder.Directory);
        if (State == RunState.Training && progress is not null && Share is { } share)
            TimeLeft = pace.TimeLeft(progress.Updated, share, progress.ElapsedSeconds, now);
    }

    /// <summary>The run as its folder tells it.</summary>
    internal RunStatus Status { get; }

    /// <summary>How far training is; null before it.</summary>
    internal RunProgress? Progress { get; }

    /// <summary>The moment.</summary>
    internal DateTimeOffset Now { get; }

    /// <summary>Whether the run's folder is gone: it lies in the trash.</summary>
    internal bool IsGone { get; }

    internal int Number => Status.Folder.Number;

    internal RunState State => Status.State;

    internal bool IsLive => !Status.State.IsFinal();

    /// <summary>The share of training that is done, from 0 to 1; null when nobody knows.</summary>
    internal double? Share => State is RunState.Completed || Progress is { Finished: true }
        ? 1
        : Progress is { TotalEpochs: > 0 and var total } progress
            ? Math.Clamp((progress.EpochsFinished + StepShare(progress)) / total, 0, 1)
            : null;

    /// <summary>Time until training is done, at its pace of late; null while that cannot be said.</summary>
    internal TimeSpan? TimeLeft { get; }

    /// <summary>Reads a run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="now">The moment.</param>
    /// <param name="pace">What is known of its pace; null where it was not watched.</param>
    internal static RunView Read(RunFolder folder, DateTimeOffset now, RunPace? pace = null) =>
        new(RunStatus.Read(folder), RunProgress.Read(folder.Directory), pace ?? new RunPace(), now);

    private static double StepShare(RunProgress progress) =>
        progress.TotalSteps is > 0 and var steps && progress.Step < steps ? (double)progress.Step / steps : 0;
}
