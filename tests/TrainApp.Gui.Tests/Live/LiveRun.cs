using System.Text;
using TrainApp.Engine.Tests.Support;
using TrainApp.Files;
using TrainApp.Requests;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Tests.Live;

/// <summary>A run whose files a test writes itself; it goes on as long as the test holds its lock.</summary>
internal sealed class LiveRun : IDisposable
{
    private readonly FileLock _lock;
    private readonly RunJournal _journal;
    private MetricsWriter? _metrics;

    private LiveRun(RunFolder folder)
    {
        Folder = folder;
        _lock = FileLock.TryTake(folder.WorkerLock)!;
        _journal = folder.Journal(TimeProvider.System);
    }

    public RunFolder Folder { get; }

    public int Number => Folder.Number;

    /// <summary>A run that trains.</summary>
    public static LiveRun Begin(TestWorkspace workspace)
    {
        var place = Workspace.Locate(workspace.Data, null);
        place.Create();
        var folder = RunFolder.Claim(place);
        folder.WriteRecord(new RunRecord
        {
            Run = folder.Number,
            Name = FormattableString.Invariant($"{folder.Number}_Fruit_Tiny"),
            Framework = "Fixture",
            Model = "Tiny",
            Created = DateTimeOffset.UnixEpoch,
            ProjectId = 1,
            ProjectDirectory = workspace.Root,
            ProjectName = "Fruit",
            Seed = 1,
            Devices = ["cpu"],
            Split = "random:80",
            Classes = ["apple"],
            Exports = [],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal),
        }, new TrainRequest());
        var run = new LiveRun(folder);
        foreach (var state in (RunState[])[RunState.Queued, RunState.Preparing, RunState.Training]) run._journal.Enter(state);
        return run;
    }

    public void Enter(RunState state) => _journal.Enter(state);

    /// <summary>Appends bytes to the log.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        using var log = new FileStream(Folder.Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        log.Write(bytes);
    }

    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Appends a value, handed to the system at once.</summary>
    public void Log(string name, double value, long step, int epoch = 1, MetricAxis axis = MetricAxis.Step)
    {
        _metrics ??= new MetricsWriter(Folder.Directory);
        _metrics.Add(name, axis, epoch, step, 1_700_000_000 + step, value);
        _metrics.Flush();
    }

    /// <summary>Tells how far training is.</summary>
    public void Tell(RunProgress progress) => progress.Write(Folder.Directory);

    public void Dispose()
    {
        _metrics?.Dispose();
        _lock.Dispose();
    }
}
