namespace TrainApp.Gui.Streaming;

/// <summary>How much a line of a log matters, as far as its words tell.</summary>
internal enum LineLevel
{
    Debug,
    Info,
    Warning,
    Error,
}
