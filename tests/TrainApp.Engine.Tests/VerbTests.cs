using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>Every verb's document and exit code.</summary>
public sealed class VerbTests(CompletedRun run) : IClassFixture<CompletedRun>
{
    [Theory]
    [InlineData("1")]
    [InlineData("000001")]
    [InlineData("latest")]
    [InlineData("1_Sample_Small")]
    public async Task A_run_is_shown_by_number_and_by_name(string word)
    {
        var shown = await run.Workspace.RunAsync("show", word, "--json");
        Assert.Equal(0, shown.ExitCode);
        Assert.Equal(1, shown.Run);
        Assert.Equal("completed", shown.State);
        Assert.Equal(run.Artifacts, shown.Json.GetProperty("artifacts").GetString());
        Assert.Equal(5, shown.Json.GetProperty("split").GetProperty("train").GetArrayLength());
        Assert.Contains("lr: 0.25", shown.Json.GetProperty("hyperparameters").GetString(), StringComparison.Ordinal);
        var steps = shown.Json.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(
            ["checkpoints", "model-files", "logs", "model-meta", "split", "settings", "checkpoint-info", "publish", "experiment-info", "manifest", "export-onnx", "clean-up"],
            steps.Select(step => step.GetProperty("name").GetString()));
        Assert.All(steps, step => Assert.Equal("done", step.GetProperty("state").GetString()));
        Assert.All(steps, step => Assert.True(step.GetProperty("seconds").GetDouble() >= 0));
        Assert.All(steps, step => Assert.Equal(JsonValueKind.Null, step.GetProperty("reason").ValueKind));
    }

    [Fact]
    public async Task Runs_are_listed()
    {
        var listed = await run.Workspace.RunAsync("runs", "--json");
        Assert.Equal(0, listed.ExitCode);
        var item = Assert.Single(listed.Json.EnumerateArray());
        Assert.Equal(["run", "name", "state", "model", "started", "durationSeconds", "metrics"], item.EnumerateObject().Select(field => field.Name));
        Assert.Equal("1_Sample_Small", item.GetProperty("name").GetString());
        Assert.Equal(TimeSpan.Zero, item.GetProperty("started").GetDateTimeOffset().Offset);
        Assert.Equal(0.2, item.GetProperty("metrics").GetProperty("mAP").GetDouble());
    }

    [Fact]
    public async Task A_workspace_without_runs_is_an_empty_list()
    {
        var listed = await run.Workspace.RunAsync("runs", "--json", "--workspace", "nothing here");
        Assert.Equal((0, "[]"), (listed.ExitCode, listed.Output.Trim()));
        Assert.False(Directory.Exists(Path.Combine(run.Workspace.Root, "nothing here")));
    }

    [Fact]
    public async Task The_doctor_looks_at_the_machine()
    {
        var report = await run.Workspace.RunAsync("doctor", "--json");
        Assert.Equal(report.Json.GetProperty("ok").GetBoolean() ? 0 : 1, report.ExitCode);
        Assert.Contains(report.Json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "workspace" && finding.GetProperty("severity").GetString() == "ok");
    }

    [Fact]
    public async Task An_export_is_repeated()
    {
        var file = Path.Combine(run.Artifacts, "export", "best.onnx");
        await File.WriteAllTextAsync(file, "damaged", TestContext.Current.CancellationToken);
        var exported = await run.Workspace.RunAsync("export", "latest", "--format", "onnx", "--json");
        Assert.Equal(0, exported.ExitCode);
        Assert.Equal(file, exported.Json.GetProperty("file").GetString());
        Assert.Equal(new FileInfo(file).Length, exported.Json.GetProperty("bytes").GetInt64());
        Assert.Equal(1e-6, exported.Json.GetProperty("maxAbsoluteError").GetDouble());
        Assert.Equal(1e-5, exported.Json.GetProperty("maxRelativeError").GetDouble());
        Assert.True(exported.Json.GetProperty("checks")[0].GetProperty("ok").GetBoolean());
        Assert.Equal("graph of weights of epoch 2\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        RunFiles.RequireRightManifest(run.Artifacts);
        run.Workspace.RequireLegalJournal(1);
        Assert.Equal("completed", run.Workspace.States(1)[^1]);
    }

    [Theory]
    [InlineData("show", "99")]
    [InlineData("stop", "nobody")]
    [InlineData("export", "0", "--format", "onnx")]
    public async Task An_unknown_run_is_a_wrong_request(params string[] words)
    {
        var result = await run.Workspace.RunAsync([.. words, "--json"]);
        Assert.Equal((2, "unknown-run"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
        Assert.Contains(words[1], result.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_has_ended_is_not_stopped()
    {
        var result = await run.Workspace.RunAsync("stop", "1", "--json");
        Assert.Equal((2, "not-running"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task An_export_that_the_app_does_not_offer_is_a_wrong_request()
    {
        var result = await run.Workspace.RunAsync("export", "1", "--format", "tensorrt", "--json");
        Assert.Equal((2, "TRAIN615"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("--help", "--json")]
    [InlineData("train", "--help", "--json")]
    public async Task Help_is_a_document_too(params string[] words)
    {
        var help = await run.Workspace.RunAsync(words);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains(words[0] == "train" ? "Example: train" : "doctor", help.Json.GetProperty("help").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_verb_an_app_that_has_no_page_prints_help()
    {
        await using var workspace = new TestWorkspace();
        workspace.Environment["FIXTURE_PAGE"] = "none";
        var help = await workspace.RunAsync();
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Commands:", help.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("worker", help.Output, StringComparison.Ordinal);
        Assert.Contains("doctor", (await workspace.RunAsync("--json")).Json.GetProperty("help").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_a_document_too() =>
        Assert.NotEqual("", (await run.Workspace.RunAsync("--version", "--json")).Json.GetProperty("version").GetString());
}
