namespace TrainApp;

/// <summary>Something that happened in a run.</summary>
public abstract record RunEvent;

/// <summary>The run entered a state.</summary>
/// <param name="State">The state.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="Reason">Why, in one sentence, where there is something to say.</param>
public sealed record RunStateChanged(RunState State, DateTimeOffset Time, string? Reason) : RunEvent;

/// <summary>A step after training ended.</summary>
/// <param name="Step">Its name, such as <c>publish</c>.</param>
/// <param name="IsDone">False when it failed.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record RunStepEnded(string Step, bool IsDone, DateTimeOffset Time, string? Reason) : RunEvent;

/// <summary>Training got on. Between two looks several steps may have passed; this is where it is now.</summary>
/// <param name="Epoch">The epoch as the app numbers it; null before the first.</param>
/// <param name="EpochsFinished">Epochs that are finished.</param>
/// <param name="TotalEpochs">Epochs that will be run; null when unknown.</param>
/// <param name="Step">Steps finished in this epoch.</param>
/// <param name="TotalSteps">Steps of this epoch; null when unknown.</param>
public sealed record RunProgressed(int? Epoch, int EpochsFinished, int? TotalEpochs, long Step, int? TotalSteps) : RunEvent;

/// <summary>A value was logged. None is left out.</summary>
/// <param name="Name">The metric as the app wrote it; what the machine did is below <c>system/</c>.</param>
/// <param name="Value">The value; NaN and infinities are values.</param>
/// <param name="Epoch">The epoch as the app numbers it; null before the first.</param>
/// <param name="Step">The step since training began.</param>
/// <param name="Time">When, in UTC.</param>
public sealed record RunMetric(string Name, double Value, int? Epoch, long Step, DateTimeOffset Time) : RunEvent;

/// <summary>A line of the run's log, of whatever the app and its libraries print.</summary>
/// <param name="Text">The line; one of more than 16,384 characters comes in pieces.</param>
public sealed record RunLogLine(string Text) : RunEvent;

/// <summary>The run has ended; nothing comes after this.</summary>
/// <param name="Outcome">What it gave.</param>
public sealed record RunEnded(RunOutcome Outcome) : RunEvent;
