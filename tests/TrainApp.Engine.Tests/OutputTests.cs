using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>What an app prints, leaves running or measures wrong disturbs neither its run nor who looks at it.</summary>
public sealed class OutputTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task Two_hundred_megabytes_without_a_line_end_block_nothing()
    {
        var result = await _workspace.TrainAsync("behaviour=shout");
        Assert.Equal((0, "completed"), (result.ExitCode, result.State));
        Assert.True(new FileInfo(_workspace.RunFile(1, "worker.log")).Length >= 200 << 20);
        var shown = await _workspace.RunAsync("show", "1", "--json");
        Assert.Equal("completed", shown.State);
        Assert.True(shown.Output.Length < 100_000);
    }

    [Fact]
    public async Task A_thread_that_stays_does_not_keep_the_run()
    {
        var result = await _workspace.TrainAsync("behaviour=stay");
        Assert.Equal((0, "completed"), (result.ExitCode, result.State));
        Assert.DoesNotContain(ProcessTable.Mentioning(_workspace.Root), ProcessTable.IsAlive);
    }

    [Fact]
    public async Task An_undefined_figure_is_null()
    {
        var result = await _workspace.TrainAsync("behaviour=nan");
        Assert.Equal((0, JsonValueKind.Null), (result.ExitCode, result.Json.GetProperty("metrics").GetProperty("mAP").ValueKind));
        var listed = (await _workspace.RunAsync("runs", "--json")).Json[0];
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("metrics").GetProperty("mAP").ValueKind);
    }

    [Fact]
    public async Task Without_json_results_and_progress_are_lines()
    {
        var result = await _workspace.RunAsync("train");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("drawing the sample\nRun 1 completed in ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Best checkpoint: best.pth (mAP 0.2)\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Run 1: training\n", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Output + result.Errors);
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData(null, true)]
    public async Task Colours_are_shown_on_a_terminal_unless_they_are_unwanted(string? noColor, bool coloured)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no 'script' to make a terminal with.");
        _workspace.Environment["NO_COLOR"] = noColor;
        _workspace.Environment["TERM"] = "xterm-256color";
        var result = await _workspace.StartOther("/usr/bin/script", "-qec", $"'{TestWorkspace.App}' train", "/dev/null").Result;
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Run 1 completed", result.Output, StringComparison.Ordinal);
        Assert.Equal(coloured, System.Text.RegularExpressions.Regex.IsMatch(result.Output, "\e\\[[0-9;]*(3[0-7]|9[0-7]|38;[0-9;]+)m", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)));
    }
}
