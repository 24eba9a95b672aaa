using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Control;

/// <summary>Reads a run's folder again and again, and gives what is new since the last time, from the run's beginning on.</summary>
internal sealed class RunEventReader(RunFolder folder)
{
    private const int MostRecords = 10_000;

    private readonly LogFollower _log = new(folder.Log);
    private int _records;
    private long _metrics;
    private DateTimeOffset _progress;

    /// <param name="isEnd">Whether the run has ended.</param>
    public IEnumerable<RunEvent> Read(bool isEnd) => Journal().Concat(_log.Read(isEnd).Select(line => new RunLogLine(line))).Concat(Metrics()).Concat(Progress());

    private IEnumerable<RunEvent> Journal()
    {
        var journal = RunJournal.Read(folder.JournalFile);
        for (; _records < journal.Count; _records++)
        {
            var record = journal[_records];
            if (RunStates.Parse(record.State) is { } state) yield return new RunStateChanged(state, record.Time, record.Reason);
            else if (record.Step is { } step) yield return new RunStepEnded(step, record.Outcome == "done", record.Time, record.Reason);
        }
    }

    private IEnumerable<RunEvent> Metrics()
    {
        while (MetricsReader.Read(folder.Directory, _metrics, MostRecords) is var page && page.Next > _metrics)
        {
            _metrics = page.Next;
            var names = page.Series.DistinctBy(series => series.Id).ToDictionary(series => series.Id, series => series.Name);
            foreach (var record in page.Records)
            {
                yield return new RunMetric(
                    names[record.Series], record.Value, record.Epoch < 0 ? null : record.Epoch, record.Step, DateTimeOffset.UnixEpoch.AddSeconds(record.WallTime));
            }
        }
    }

    private IEnumerable<RunEvent> Progress()
    {
        if (RunProgress.Read(folder.Directory) is not { } progress || progress.Updated == _progress) yield break;
        _progress = progress.Updated;
        yield return new RunProgressed(progress.Epoch, progress.EpochsFinished, progress.TotalEpochs, progress.Step, progress.TotalSteps);
    }
}
