using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Service;

/// <summary>A stretch of a run's metrics.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Since">The first record that was asked for.</param>
/// <param name="Next">Where to read on.</param>
/// <param name="Total">How many records there are by now.</param>
/// <param name="Series">Every series so far.</param>
/// <param name="Points">The records, in the order in which they were written.</param>
internal sealed record MetricStretch(int Run, long Since, long Next, long Total, IReadOnlyList<Series> Series, IReadOnlyList<MetricPoint> Points);

/// <summary>One value.</summary>
/// <param name="Series">The series' id.</param>
/// <param name="Epoch">The epoch as the app numbers it; null before the first.</param>
/// <param name="Step">The step since training began.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="Value">The value; null stands for one that is not finite.</param>
internal sealed record MetricPoint(uint Series, int? Epoch, long Step, DateTimeOffset Time, double? Value);

/// <summary>What a run has written: metrics record by record, the log byte by byte.</summary>
internal static class SeriesService
{
    /// <summary>How many records one stretch holds at most.</summary>
    public const int MostPoints = 100_000;

    /// <summary>Reads metrics.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="since">The first record wanted, from 0 on: <see cref="MetricStretch.Next"/> of an earlier call.</param>
    /// <param name="limit">How many are read at most.</param>
    public static MetricStretch ReadMetrics(RunFolder folder, long since, int limit)
    {
        var page = MetricsReader.Read(folder.Directory, since, Math.Clamp(limit, 1, MostPoints));
        return new MetricStretch(
            folder.Number,
            since,
            page.Next,
            MetricsReader.Count(folder.Directory),
            page.Series,
            [.. page.Records.Select(record => new MetricPoint(
                record.Series,
                record.Epoch < 0 ? null : record.Epoch,
                record.Step,
                DateTimeOffset.UnixEpoch.AddSeconds(record.WallTime),
                double.IsFinite(record.Value) ? record.Value : null))]);
    }

    /// <summary>Opens the log at a byte; null while there is none. What is appended later is not in it.</summary>
    public static FileStream? OpenLog(RunFolder folder, long since)
    {
        try
        {
            var stream = new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
            stream.Position = Math.Clamp(since, 0, stream.Length);
            return stream;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
