using System.Globalization;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>A worker may be killed at any moment: the run is explained, files are whole, the next run is not touched.</summary>
public sealed class KillAtAnyMomentTests
{
    private const int Kills = 30, AtOnce = 5, LongestMilliseconds = 2000;

    [Fact]
    public async Task Thirty_kills_leave_thirty_explained_runs_and_whole_files()
    {
        await using var workspace = new TestWorkspace();
        Assert.Equal(0, (await workspace.TrainAsync()).ExitCode);
        var published = RunFiles.Fingerprint(Path.Combine(workspace.Data, "experiments"));

        var random = new Random(20_261);
        var moments = Enumerable.Range(0, Kills).Select(_ => random.Next(LongestMilliseconds)).ToArray();
        var states = new List<string>();
        await Parallel.ForEachAsync(moments, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (moment, _) =>
        {
            var result = await KillAsync(workspace, moment);
            RequireExplained(workspace, result);
            lock (states) states.Add(result.State);
        });

        Assert.Equal(Kills, states.Count);
        // The moments are spread over the run's whole life: most of them end it.
        Assert.True(states.Count(state => state == "failed") >= Kills / 3, string.Join(", ", states));
        var listed = (await workspace.RunAsync("runs", "--json")).Json.EnumerateArray().Select(run => run.GetProperty("state").GetString()!).ToList();
        Assert.Equal(Kills + 1, listed.Count);
        Assert.All(listed, state => Assert.Contains(state, (string[])["completed", "degraded", "failed"]));
        await RequireRepairsAsync(workspace, listed);

        var first = Path.Combine(workspace.Data, "experiments", "1_Sample", "1_Fixture");
        Assert.Contains(string.Join('\n', RunFiles.Fingerprint(first).Split('\n').Select(line => $"1_Sample/1_Fixture/{line}")), published, StringComparison.Ordinal);
        var next = await workspace.TrainAsync();
        Assert.Equal((0, Kills + 2), (next.ExitCode, next.Run));
        RunFiles.RequireRightManifest(next.Json.GetProperty("artifacts").GetString()!);
    }

    private static async Task<AppResult> KillAsync(TestWorkspace workspace, int moment)
    {
        var training = workspace.StartTraining("--share-device", "epochs=3", "steps=8", "step_milliseconds=40");
        int? worker = null;
        await Eventually.IsTrueAsync(() => training.Result.IsCompleted || (worker = ProcessTable.WorkerOf(training.Process, workspace.Root)) is not null, "the worker is there");
        await Task.Delay(moment, TestContext.Current.CancellationToken);
        if (worker is { } process && !training.Result.IsCompleted && ProcessTable.WorkerOf(training.Process, workspace.Root) == process) Signal.Send(process, Signal.Kill);
        return await training.Result;
    }

    private static void RequireExplained(TestWorkspace workspace, AppResult result)
    {
        workspace.RequireLegalJournal(result.Run);
        Assert.Equal(result.State, workspace.States(result.Run)[^1]);
        Assert.Equal(result.State switch { "completed" => 0, "degraded" => 3, _ => 1 }, result.ExitCode);
        if (result.State != "completed")
        {
            Assert.Equal("SIGKILL", result.Explanation.GetProperty("signal").GetString());
            Assert.Equal(workspace.States(result.Run)[^2], result.Explanation.GetProperty("phase").GetString());
            Assert.NotEqual("", result.Explanation.GetProperty("cause").GetString());
            Assert.NotEqual("", result.Explanation.GetProperty("nextStep").GetString());
        }

        foreach (var file in Directory.EnumerateFiles(workspace.RunFile(result.Run), "*.json")) Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.ValueKind);
        foreach (var folder in new[] { workspace.RunFile(result.Run, "output"), result.Json.GetProperty("artifacts").GetString() })
        {
            if (folder is null || !Directory.Exists(folder)) continue;
            RunFiles.RequireWholeFiles(folder);
            foreach (var checkpoint in Directory.EnumerateFiles(folder, "*.pth", SearchOption.AllDirectories)) Assert.Matches("^weights of epoch [123]\n$", File.ReadAllText(checkpoint));
            if (File.Exists(Path.Combine(folder, "manifest.json"))) RunFiles.RequireRightManifest(folder);
        }
    }

    /// <summary>Whatever was killed after training is finished by an export, to the same files as ever.</summary>
    private static async Task RequireRepairsAsync(TestWorkspace workspace, IReadOnlyList<string> states)
    {
        for (var number = 1; number <= states.Count; number++)
        {
            if (states[number - 1] == "completed" || !File.Exists(workspace.RunFile(number, "experiment.json"))) continue;
            var run = number.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(0, (await workspace.RunAsync("export", run, "--format", "onnx", "--json")).ExitCode);
            var shown = await workspace.RunAsync("show", run, "--json");
            Assert.Equal("completed", shown.State);
            RunFiles.RequireRightManifest(shown.Json.GetProperty("artifacts").GetString()!);
            workspace.RequireLegalJournal(shown.Run);
        }
    }
}
