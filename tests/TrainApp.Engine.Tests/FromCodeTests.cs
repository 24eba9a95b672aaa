using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>Runs that code starts, watches and stops, without the command line.</summary>
public sealed class FromCodeTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task A_run_is_started_watched_to_its_end_and_gives_its_result()
    {
        var result = await _workspace.RunAsync("from-code", "start", "model=tiny", "set.epochs=2", "set.steps=3");
        Assert.Equal(0, result.ExitCode);
        var lines = Lines(result);
        Assert.Equal(["Queued", "Preparing", "Training", "Finalizing", "Completed"], Of(lines, "state "));
        Assert.Equal(6, lines.Count(line => line.StartsWith("metric loss ", StringComparison.Ordinal)));
        Assert.Equal(["1 3 0.1", "2 6 0.2"], Of(lines, "metric mAP "));
        Assert.Contains("progress 2/2", lines);
        Assert.Contains("step publish True ", lines);
        Assert.Contains(lines, line => line.StartsWith("log ", StringComparison.Ordinal) && line.Contains("training on 8 images, seed 0, device cpu", StringComparison.Ordinal));
        Assert.Equal(["ended Completed", "outcome 1 Completed 0 best.pth 1_Fixture 0.2"], lines[^2..]);
    }

    [Fact]
    public async Task A_run_of_another_process_is_watched_from_its_beginning_while_it_goes_on_and_after()
    {
        var training = _workspace.StartTraining("epochs=3", "step_milliseconds=100");
        await _workspace.WaitForStateAsync(1, "training");
        var during = Lines(await _workspace.RunAsync("from-code", "watch", "latest"));
        Assert.Equal(0, (await training.Result).ExitCode);
        var after = Lines(await _workspace.RunAsync("from-code", "watch", "1"));
        foreach (var lines in (List<string>[])[during, after])
        {
            Assert.Equal(["Queued", "Preparing", "Training", "Finalizing", "Completed"], Of(lines, "state "));
            Assert.Equal(9, lines.Count(line => line.StartsWith("metric loss ", StringComparison.Ordinal)));
            Assert.Equal("outcome 1 Completed 0 best.pth 1_Fixture 0.3", lines[^1]);
        }
    }

    [Fact]
    public async Task A_run_is_stopped_after_its_epoch()
    {
        var result = await _workspace.RunAsync("from-code", "start", "stop", "set.epochs=1000", "set.step_milliseconds=20");
        Assert.Equal(4, result.ExitCode);
        Assert.Equal("ended Stopped", Lines(result)[^2]);
        Assert.Contains("best.pth 1_Fixture", Lines(result)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_of_a_request_is_given_with_its_place()
    {
        await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "mine.yaml"), "steps: 2\nepoch: 3\n", TestContext.Current.CancellationToken);
        var result = await _workspace.RunAsync("from-code", "start", "model=Smal", "device=tpu", "hyperparameters=mine.yaml");
        Assert.Equal(2, result.ExitCode);
        var problems = Of(Lines(result), "problem ");
        Assert.Equal(3, problems.Count);
        Assert.StartsWith("TRAIN611   There is no model 'Smal'", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("TRAIN612 ", problems[1], StringComparison.Ordinal);
        Assert.Matches("^TRAIN\\d{3} mine.yaml 2 .*epoch", problems[2]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_workspace.Data, "runs")));
    }

    [Fact]
    public async Task A_run_that_fails_says_why()
    {
        var result = await _workspace.RunAsync("from-code", "start", "set.behaviour=throw");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(Lines(result), line => line.StartsWith("cause The training method threw InvalidOperationException: The loss is not a number.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_that_is_taken_is_named_with_its_run()
    {
        var training = _workspace.StartTraining("epochs=1000", "step_milliseconds=50");
        await _workspace.WaitForStateAsync(1, "training");
        var refused = await _workspace.RunAsync("from-code", "start");
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("refused DeviceTakenException Run 1 works on the device 'cpu'.", refused.Output, StringComparison.Ordinal);
        Signal.Send(training.Process, Signal.Interrupt);
        await training.Result;
    }

    [Fact]
    public async Task An_unknown_run_is_refused() =>
        Assert.Contains("refused KeyNotFoundException There is no run '7'", (await _workspace.RunAsync("from-code", "watch", "7")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_log_without_line_ends_comes_in_pieces()
    {
        var lines = Lines(await _workspace.RunAsync("from-code", "start", "set.behaviour=shout"));
        Assert.True(lines.Count(line => line.StartsWith("log 16384 ", StringComparison.Ordinal)) > 10_000, "The long line did not come whole.");
        Assert.Equal("ended Completed", lines[^2]);
    }

    [Fact]
    public async Task A_main_that_does_not_hand_the_worker_s_verb_on_starts_no_chain_of_processes()
    {
        _workspace.Environment["FIXTURE_FORGETS_WORKERS"] = "1";
        var result = await _workspace.RunAsync();
        Assert.Equal(1, result.ExitCode);
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(_workspace.Data, "runs")));
        Assert.Contains("Let Main hand its arguments on first", await File.ReadAllTextAsync(_workspace.RunFile(1, "worker.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static List<string> Lines(AppResult result) => [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(line => line == "drawing the sample")];

    private static List<string> Of(List<string> lines, string start) => [.. lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..])];
}
