using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>A worker that dies leaves a run that <c>show</c> explains; each death is produced for real.</summary>
public sealed class DeathTests
{
    [Fact]
    public async Task Five_deaths_have_five_causes_and_five_next_steps()
    {
        Death[] deaths = [await KillAsync(), await DieAsync("segv"), await DieAsync("library"), await DieAsync("throw"), await RunOutOfMemoryAsync()];

        Assert.Equal(["SIGKILL", "SIGSEGV", null, null, null], deaths.Select(death => death.Signal));
        Assert.Equal([null, null, 1, 1, 1], deaths.Select(death => death.ExitCode));
        string[] causes = ["was killed", "Native code crashed", "native library is missing", "threw InvalidOperationException: The loss is not a number. (Misbehaviour.cs, line ", "Memory ran out"];
        Assert.All(deaths.Zip(causes), pair => Assert.Contains(pair.Second, pair.First.Cause, StringComparison.Ordinal));
        Assert.Equal(5, deaths.Select(death => death.Cause).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(5, deaths.Select(death => death.NextStep.Split(" The checkpoints that")[0]).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("libnotthere", deaths[2].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_the_system_on_memory_is_explained()
    {
        await using var workspace = new TestWorkspace();
        var training = workspace.StartTraining("behaviour=memory", "steps=4", "step_milliseconds=150");
        await workspace.WaitForLogAsync(1, "training on");
        ResourceLimit.AllowMoreData(workspace.WorkerOf(1), 200 << 20);
        var death = await Death.OfAsync(workspace, await training.Result);
        Assert.Contains("emory ran out", death.Cause, StringComparison.Ordinal);
        Assert.Contains("smaller", death.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_exits_is_explained()
    {
        var death = await DieAsync("exit");
        Assert.Equal((7, null), (death.ExitCode, death.Signal));
        Assert.Contains("exit code 7", death.Cause, StringComparison.Ordinal);
        Assert.Contains("exits the process", death.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Native_code_that_aborts_is_explained()
    {
        var death = await DieAsync("abort");
        Assert.Equal("SIGABRT", death.Signal);
        Assert.Contains("aborted", death.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_outlives_its_host()
    {
        await using var workspace = new TestWorkspace();
        var training = workspace.StartTraining("step_milliseconds=150");
        await workspace.WaitForStateAsync(1, "training");
        Signal.Send(training.Process, Signal.Kill);
        Assert.Equal(137, (await training.Result).ExitCode);
        Assert.Equal("training", workspace.States(1)[^1]);
        await workspace.WaitForStateAsync(1, "completed");

        var shown = await workspace.RunAsync("show", "1", "--json");
        Assert.Equal("completed", shown.State);
        RunFiles.RequireRightManifest(shown.Json.GetProperty("artifacts").GetString()!);
    }

    [Fact]
    public async Task A_worker_that_dies_alone_is_explained_by_whoever_looks()
    {
        await using var workspace = new TestWorkspace();
        var training = workspace.StartTraining("epochs=100", "step_milliseconds=50");
        var reports = workspace.RunFile(1, "checkpoints.json");
        await Eventually.IsTrueAsync(() => File.Exists(reports) && File.ReadAllText(reports).Contains("best.pth", StringComparison.Ordinal), "the best checkpoint is reported");
        var worker = workspace.WorkerOf(1);
        Signal.Send(training.Process, Signal.Kill);
        await training.Result;
        Signal.Send(worker, Signal.Kill);
        await Eventually.IsTrueAsync(() => !ProcessTable.IsAlive(worker), "the worker is gone");
        Assert.Equal("training", workspace.States(1)[^1]);

        Assert.Equal("failed", (await workspace.RunAsync("runs", "--json")).Json[0].GetProperty("state").GetString());
        var shown = await workspace.RunAsync("show", "1", "--json");
        Assert.Equal((0, "failed", 1), (shown.ExitCode, shown.State, shown.Json.GetProperty("exitCode").GetInt32()));
        Assert.Equal("best.pth", shown.Json.GetProperty("bestCheckpoint").GetString());
        var death = Death.Of(shown);
        Assert.Equal((null, null), (death.ExitCode, death.Signal));
        Assert.Contains("nobody was there", death.Cause, StringComparison.Ordinal);
        workspace.RequireLegalJournal(1);
        Assert.Equal(0, (await workspace.TrainAsync()).ExitCode);
    }

    private static async Task<Death> DieAsync(string behaviour)
    {
        await using var workspace = new TestWorkspace();
        return await Death.OfAsync(workspace, await workspace.TrainAsync($"behaviour={behaviour}"));
    }

    private static async Task<Death> KillAsync()
    {
        await using var workspace = new TestWorkspace();
        var training = workspace.StartTraining("step_milliseconds=1000");
        await workspace.WaitForLogAsync(1, "training on");
        Signal.Send(workspace.WorkerOf(1), Signal.Kill);
        return await Death.OfAsync(workspace, await training.Result);
    }

    private static async Task<Death> RunOutOfMemoryAsync()
    {
        await using var workspace = new TestWorkspace();
        workspace.Environment["DOTNET_GCHeapHardLimit"] = "0x6000000";
        return await Death.OfAsync(workspace, await workspace.TrainAsync("behaviour=memory"));
    }
}

/// <summary>How a run that failed in training is explained.</summary>
internal sealed record Death(string Cause, string NextStep, int? ExitCode, string? Signal)
{
    /// <summary>Checks what every explanation has in common, in the verb that saw the end and in the one that looks later.</summary>
    public static async Task<Death> OfAsync(TestWorkspace workspace, AppResult trained)
    {
        Assert.Equal((1, "failed"), (trained.ExitCode, trained.State));
        var shown = await workspace.RunAsync("show", "1", "--json");
        Assert.Equal(trained.Explanation.GetRawText(), shown.Explanation.GetRawText());
        Assert.Equal("training", shown.Explanation.GetProperty("phase").GetString());
        Assert.Equal((await File.ReadAllLinesAsync(workspace.RunFile(1, "worker.log"), TestContext.Current.CancellationToken))[^1].TrimEnd(), shown.Explanation.GetProperty("lastLines").EnumerateArray().Last().GetString());
        workspace.RequireLegalJournal(1);
        Assert.Equal(["queued", "preparing", "training", "failed"], workspace.States(1));
        return Of(shown);
    }

    public static Death Of(AppResult result)
    {
        var explanation = result.Explanation;
        var code = explanation.GetProperty("exitCode");
        return new Death(
            explanation.GetProperty("cause").GetString()!,
            explanation.GetProperty("nextStep").GetString()!,
            code.ValueKind == System.Text.Json.JsonValueKind.Null ? null : code.GetInt32(),
            explanation.GetProperty("signal").GetString());
    }
}
