using System.Globalization;
using System.Text;
using TrainApp.Files;
using TrainApp.Requests;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Benchmarks;

/// <summary>A run with a long history that goes on while it is fed.</summary>
internal sealed class FedRun : IDisposable
{
    private const int TicksPerSecond = 10, PointsPerSecond = 20, LinesPerSecond = 1_000;

    private readonly RunFolder _folder;
    private readonly FileLock _lock;
    private readonly string[] _names;
    private MetricsWriter _metrics;
    private long _step;
    private long _line;

    public FedRun(string root, int points, int lines, int series)
    {
        var workspace = Workspace.Locate(root, null);
        workspace.Create();
        _folder = RunFolder.Claim(workspace);
        _folder.WriteRecord(new RunRecord
        {
            Run = _folder.Number,
            Name = string.Create(CultureInfo.InvariantCulture, $"{_folder.Number}_Lemons_Model"),
            Framework = "Benchmark",
            Model = "Model",
            Created = DateTimeOffset.UtcNow,
            ProjectId = 1,
            ProjectDirectory = "/data/lemons",
            ProjectName = "Lemons",
            Seed = 1,
            Devices = ["cpu"],
            Split = "random:80",
            Classes = ["kiwi", "lemon"],
            Exports = [],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal),
        }, new TrainRequest());
        _lock = FileLock.TryTake(_folder.WorkerLock)!;
        var journal = _folder.Journal(TimeProvider.System);
        foreach (var state in (RunState[])[RunState.Queued, RunState.Preparing, RunState.Training]) journal.Enter(state);
        _names = [.. Enumerable.Range(0, series).Select(NameOf)];
        _metrics = new MetricsWriter(_folder.Directory);
        for (var i = 0; i < points; i++)
        {
            AddPoint(i % series);
            if (_metrics.IsFull) _metrics.Flush();
        }

        _metrics.Flush();
        using (var log = new StreamWriter(_folder.Log, append: false, new UTF8Encoding(false), 1 << 16))
        {
            for (var i = 0; i < lines; i++) log.Write(NextLine());
        }

        Tell();
    }

    public int Number => _folder.Number;

    /// <summary>Feeds the run until the result is disposed of.</summary>
    public IDisposable Feed()
    {
        var tick = 0;
        var gate = new Lock();
        return new Timer(_ =>
        {
            lock (gate)
            {
                var text = new StringBuilder();
                for (var i = 0; i < LinesPerSecond / TicksPerSecond; i++) text.Append(NextLine());
                using (var log = new FileStream(_folder.Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) log.Write(Encoding.UTF8.GetBytes(text.ToString()));
                for (var i = 0; i < PointsPerSecond / TicksPerSecond; i++) AddPoint(tick++ % _names.Length);
                _metrics.Flush();
                Tell();
            }
        }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1.0 / TicksPerSecond));
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _lock.Dispose();
    }

    private static string NameOf(int series) => series switch
    {
        0 => "train/loss",
        1 => "val/loss",
        2 => "learning_rate",
        3 => "system/cpu_percent",
        4 => "system/process_memory",
        _ => string.Create(CultureInfo.InvariantCulture, $"metric{series}"),
    };

    private void AddPoint(int series)
    {
        if (series == 0) _step++;
        var value = series == 4 ? 1e9 + _step : (1 + Math.Sin(_step * 0.001 + series)) / 2;
        _metrics.Add(_names[series], series is 3 or 4 ? MetricAxis.Time : MetricAxis.Step, (int)(_step / 10_000), _step, 1_700_000_000 + _step * 0.1, value);
    }

    private string NextLine() => string.Create(CultureInfo.InvariantCulture,
        $"2026-01-01 12:00:00,000 epoch [{_line / 10_000}/100] step [{_line++ % 10_000}/10000] loss: 0.35123 lr: 0.0001 data_time: 0.012 step_time: 0.148 eta: 1:02:03\n");

    private void Tell() => new RunProgress
    {
        TotalEpochs = 100, EpochsFinished = 50, Epoch = 50, TotalSteps = 10_000, Step = _step % 10_000, GlobalStep = _step,
        Started = DateTimeOffset.UtcNow.AddHours(-1), Updated = DateTimeOffset.UtcNow, ElapsedSeconds = 3600,
    }.Write(_folder.Directory);
}
