namespace TrainApp;

/// <summary>
/// The states of a run: queued → preparing → training (⇄ paused) → finalizing → completed | degraded | stopped | failed.
/// A retry leads from degraded, failed and stopped back to finalizing.
/// </summary>
public enum RunState
{
    /// <summary>Made, and not worked on yet.</summary>
    Queued,

    /// <summary>Its data is prepared.</summary>
    Preparing,

    /// <summary>The app trains.</summary>
    Training,

    /// <summary>Training waits.</summary>
    Paused,

    /// <summary>What training returned is published, step by step.</summary>
    Finalizing,

    /// <summary>Ended, with everything that was asked for.</summary>
    Completed,

    /// <summary>Ended: the model is published, and a step after that failed.</summary>
    Degraded,

    /// <summary>Ended on request.</summary>
    Stopped,

    /// <summary>Ended without a model.</summary>
    Failed,
}

/// <summary>What may follow what, and what a state means to a caller.</summary>
internal static class RunStates
{
    /// <summary>Whether the run has ended.</summary>
    public static bool IsFinal(this RunState state) => state >= RunState.Completed;

    /// <summary>The exit code of a process that waited for the run.</summary>
    public static int ExitCode(this RunState state) => state switch
    {
        RunState.Completed => 0,
        RunState.Degraded => 3,
        RunState.Stopped => 4,
        _ => 1,
    };

    /// <summary>The state's name in journals and JSON.</summary>
    public static string Name(this RunState state) => state switch
    {
        RunState.Queued => "queued",
        RunState.Preparing => "preparing",
        RunState.Training => "training",
        RunState.Paused => "paused",
        RunState.Finalizing => "finalizing",
        RunState.Completed => "completed",
        RunState.Degraded => "degraded",
        RunState.Stopped => "stopped",
        _ => "failed",
    };

    /// <summary>The state of a name; null for a word that is none.</summary>
    public static RunState? Parse(string? name) => name switch
    {
        "queued" => RunState.Queued,
        "preparing" => RunState.Preparing,
        "training" => RunState.Training,
        "paused" => RunState.Paused,
        "finalizing" => RunState.Finalizing,
        "completed" => RunState.Completed,
        "degraded" => RunState.Degraded,
        "stopped" => RunState.Stopped,
        "failed" => RunState.Failed,
        _ => null,
    };

    /// <summary>Whether the state machine has this edge. Every living state may fail; a finished run may only be finalized again.</summary>
    public static bool MayLeadTo(this RunState from, RunState to) => (from, to) switch
    {
        (RunState.Queued, RunState.Preparing) => true,
        (RunState.Preparing, RunState.Training) => true,
        (RunState.Training, RunState.Paused or RunState.Finalizing) => true,
        (RunState.Paused, RunState.Training or RunState.Finalizing) => true,
        (RunState.Finalizing, RunState.Completed or RunState.Degraded or RunState.Stopped) => true,
        (RunState.Completed or RunState.Degraded or RunState.Stopped or RunState.Failed, RunState.Finalizing) => true,
        (RunState.Queued or RunState.Preparing, RunState.Stopped) => true,
        _ => to == RunState.Failed && !from.IsFinal(),
    };
}
