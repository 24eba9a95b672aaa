namespace TrainApp.Training;

/// <summary>A stretch of a run's metrics.</summary>
/// <param name="Series">Every series of the run so far.</param>
/// <param name="Records">The records, in the order in which they were written.</param>
/// <param name="Next">Where to read on.</param>
internal sealed record MetricsPage(IReadOnlyList<Series> Series, IReadOnlyList<MetricRecord> Records, long Next);
