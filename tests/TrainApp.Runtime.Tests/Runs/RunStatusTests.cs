using TrainApp.Files;
using TrainApp.Runs;
using TrainApp.Runtime.Tests.Training;
using RunFolder = TrainApp.Runs.RunFolder;

namespace TrainApp.Tests.Runs;

/// <summary>How a run stands, from its journal, its lock and the clock.</summary>
public sealed class RunStatusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly RunFolder _run;
    private readonly RunJournal _journal;

    public RunStatusTests()
    {
        _run = RunFolder.Claim(Workspace.Locate(_folder.Path, null));
        _journal = _run.Journal(_time);
        Enter(RunState.Queued, RunState.Preparing, RunState.Training);
    }

    private double Duration => RunStatus.Read(_run).DurationSeconds(_time.GetUtcNow());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_whose_worker_holds_its_lock_lives()
    {
        using (FileLock.TryTake(_run.WorkerLock))
        {
            Assert.Equal(RunState.Training, RunStatus.Read(_run).State);
            Assert.False(RunStatus.Read(_run).IsAbandoned);
        }

        Assert.Equal(RunState.Failed, RunStatus.Read(_run).State);
        Assert.Equal(RunState.Training, RunStatus.Read(_run).JournalState);
    }

    [Fact]
    public void A_queued_run_lives_as_long_as_its_start_goes_on()
    {
        var workspace = Workspace.Locate(_folder.Path, null);
        Directory.CreateDirectory(workspace.Locks);
        var queued = RunFolder.Claim(workspace);
        queued.Journal(_time).Enter(RunState.Queued);
        using (FileLock.TryTake(StartGate.PathOf(workspace))) Assert.Equal(RunState.Queued, RunStatus.Read(queued).State);
        Assert.Equal(RunState.Failed, RunStatus.Read(queued).State);
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_no_negative_time()
    {
        using var held = FileLock.TryTake(_run.WorkerLock);
        _time.SetBack(TimeSpan.FromHours(1));
        Assert.Equal(0, Duration);
        Enter(RunState.Finalizing);
        _journal.Enter(RunState.Completed, worked: TimeSpan.FromSeconds(12.25));
        Assert.Equal(12.25, Duration);
    }

    [Fact]
    public void The_time_between_a_run_and_its_repetition_is_not_counted()
    {
        Enter(RunState.Finalizing);
        _journal.Enter(RunState.Degraded, worked: TimeSpan.FromSeconds(10));
        _time.Pass(TimeSpan.FromDays(2));
        Enter(RunState.Finalizing);
        _journal.Enter(RunState.Completed, worked: TimeSpan.FromSeconds(3));
        Assert.Equal(13, Duration);
    }

    [Fact]
    public void A_worker_that_died_counts_until_its_last_record()
    {
        _time.Pass(TimeSpan.FromSeconds(5));
        Enter(RunState.Finalizing);
        _time.Pass(TimeSpan.FromDays(1));
        Assert.Equal(5, Duration);
    }

    [Fact]
    public void The_newest_word_on_a_step_counts()
    {
        Enter(RunState.Finalizing);
        _journal.Step("publish", done: true, TimeSpan.Zero);
        _journal.Step("export-onnx", done: false, TimeSpan.Zero, "no");
        Assert.Equal("export-onnx", Assert.Single(RunStatus.Read(_run).FailedSteps).Step);
        _journal.Step("export-onnx", done: true, TimeSpan.Zero);
        Assert.Empty(RunStatus.Read(_run).FailedSteps);
        Assert.Equal(["publish", "export-onnx"], RunStatus.Read(_run).Steps.Select(step => step.Step));
    }

    private void Enter(params RunState[] states)
    {
        foreach (var state in states) _journal.Enter(state);
    }
}
