namespace TrainApp.Gui.Streaming;

/// <summary>A line of a run's log as it is shown.</summary>
/// <param name="At">Where it starts in the file, in bytes.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Text">What it says.</param>
internal readonly record struct LogLine(long At, LineLevel Level, string Text);
