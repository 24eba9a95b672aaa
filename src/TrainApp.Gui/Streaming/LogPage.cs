namespace TrainApp.Gui.Streaming;

/// <summary>Lines of a log, the oldest first.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Start">Where to read on towards the beginning; 0 when there is nothing more.</param>
/// <param name="End">The end of the newest line that was looked at: where a stream goes on.</param>
/// <param name="Matches">How many lines of the log are wanted in all; null where nobody counted.</param>
/// <param name="CountedFrom">From where on they were counted; 0 for the whole log.</param>
internal sealed record LogPage(IReadOnlyList<LogLine> Lines, long Start, long End, long? Matches, long CountedFrom);
