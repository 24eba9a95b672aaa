namespace TrainApp.Gui.Streaming;

/// <summary>Where a value stands: in the file, and on each axis.</summary>
internal readonly record struct MetricPlace(long Record, long Step, int Epoch, double Time);

/// <summary>A value and where it stands.</summary>
internal readonly record struct MetricPoint(MetricPlace Place, double Value);
