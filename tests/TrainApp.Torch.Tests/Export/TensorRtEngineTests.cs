namespace TrainApp.Torch.Tests.Export;

/// <summary>Building an engine, with a script in the place of NVIDIA's tool: what it is given, and what becomes of what it does.</summary>
public sealed class TensorRtEngineTests : IDisposable
{
    private const string Save = "for word in \"$@\"; do case \"$word\" in --saveEngine=*) target=\"${word#--saveEngine=}\";; esac; done";

    private readonly TemporaryFolder _folder = new();

    public TensorRtEngineTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The tool's place is taken by a script for sh.");
        File.WriteAllText(_folder.At("a model.onnx"), "graph");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_tool_gets_each_word_as_one_argument_and_the_engine_appears_whole()
    {
        var options = Tool($"printf '%s\\n' \"$@\" > '{_folder.At("words")}'; {Save}; printf engine > \"$target\"") with
        {
            HalfPrecision = true,
            Shapes = new Dictionary<string, TensorRtShapes>(StringComparer.Ordinal)
            {
                ["images"] = TensorRtShapes.Batches(1, 8, 32, 3, 640, 640),
                ["sizes"] = new([1, 2], [8, 2], [32, 2]),
            },
            Arguments = ["--memPoolSize=workspace:4096", "$(touch injected); 'x'"],
        };
        var engine = await TensorRtEngine.BuildAsync(_folder.At("a model.onnx"), _folder.At("export/best.engine"), options, TestContext.Current.CancellationToken);

        Assert.Equal(_folder.At("export/best.engine"), engine);
        Assert.Equal("engine", await File.ReadAllTextAsync(engine, TestContext.Current.CancellationToken));
        var words = await File.ReadAllLinesAsync(_folder.At("words"), TestContext.Current.CancellationToken);
        Assert.Equal("--onnx=" + _folder.At("a model.onnx"), words[0]);
        Assert.StartsWith("--saveEngine=" + _folder.At("export/.best.engine."), words[1], StringComparison.Ordinal);
        Assert.Equal(
            [
                "--fp16", "--minShapes=images:1x3x640x640,sizes:1x2", "--optShapes=images:8x3x640x640,sizes:8x2", "--maxShapes=images:32x3x640x640,sizes:32x2",
                "--memPoolSize=workspace:4096", "$(touch injected); 'x'",
            ],
            words[2..]);
        Assert.Equal([engine], Directory.GetFiles(_folder.At("export")));
    }

    [Fact]
    public async Task A_tool_that_fails_is_quoted_and_an_older_engine_stays()
    {
        File.WriteAllText(_folder.At("best.engine"), "older");
        var options = Tool($"{Save}; printf half > \"$target\"; for i in $(seq 1 30); do echo \"line $i\"; done; echo 'Error[4]: no kernel' >&2; exit 7");
        var failure = await Assert.ThrowsAsync<TensorRtException>(() => BuildAsync(options));
        Assert.StartsWith("trtexec ended with exit code 7.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Error[4]: no kernel", failure.LastLines);
        Assert.Contains("line 30", failure.LastLines);
        Assert.Equal(20, failure.LastLines.Count);
        Assert.Equal("older", await File.ReadAllTextAsync(_folder.At("best.engine"), TestContext.Current.CancellationToken));
        RequireNothingLeft();
    }

    [Theory]
    [InlineData("exit 0")]
    [InlineData(Save + "; : > \"$target\"")]
    public async Task A_tool_that_writes_nothing_has_failed(string script)
    {
        var failure = await Assert.ThrowsAsync<TensorRtException>(() => BuildAsync(Tool(script)));
        Assert.Contains("wrote no engine", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("best.engine")));
        RequireNothingLeft();
    }

    [Fact]
    public async Task A_tool_that_hangs_is_ended_with_what_it_started()
    {
        var options = Tool($"sleep 600 & echo $! > '{_folder.At("helper")}'; echo started; wait") with { Timeout = TimeSpan.FromSeconds(3) };
        var failure = await Assert.ThrowsAsync<TensorRtException>(() => BuildAsync(options));
        Assert.Contains("took longer than 3 s", failure.Message, StringComparison.Ordinal);
        await RequireHelperGoneAsync();
    }

    [Fact]
    public async Task A_cancellation_ends_the_tool_with_what_it_started()
    {
        using var stop = new CancellationTokenSource();
        var building = TensorRtEngine.BuildAsync(_folder.At("a model.onnx"), _folder.At("best.engine"), Tool($"sleep 600 & echo $! > '{_folder.At("helper.tmp")}'; mv '{_folder.At("helper.tmp")}' '{_folder.At("helper")}'; wait"), stop.Token);
        while (!File.Exists(_folder.At("helper"))) await Task.Delay(10, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
        await RequireHelperGoneAsync();
        RequireNothingLeft();
    }

    [Fact]
    public async Task A_tool_that_is_missing_is_named_with_its_package()
    {
        var failure = await Assert.ThrowsAsync<TensorRtException>(() => BuildAsync(new TensorRtOptions { Program = _folder.At("trtexec") }));
        Assert.Contains("libnvinfer-bin", failure.Message, StringComparison.Ordinal);
        Assert.Contains("TENSORRT_HOME", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_is_found_in_the_folder_of_tensorrt()
    {
        Directory.CreateDirectory(_folder.At("home/bin"));
        File.Move(Tool($"{Save}; printf engine > \"$target\"").Program!, _folder.At("home/bin/trtexec"));
        // No other test of this process looks for the tool.
        Environment.SetEnvironmentVariable("TENSORRT_HOME", _folder.At("home"));
        try
        {
            Assert.Equal("engine", await File.ReadAllTextAsync(await BuildAsync(new TensorRtOptions()), TestContext.Current.CancellationToken));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TENSORRT_HOME", null);
        }
    }

    [Fact]
    public async Task A_tool_that_cannot_be_started_is_named()
    {
        File.WriteAllText(_folder.At("trtexec"), "no program");
        var failure = await Assert.ThrowsAsync<TensorRtException>(() => BuildAsync(new TensorRtOptions { Program = _folder.At("trtexec") }));
        Assert.Contains("cannot be started", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_that_is_missing_is_named() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => TensorRtEngine.BuildAsync(_folder.At("absent.onnx"), _folder.At("best.engine"), Tool("exit 0"), TestContext.Current.CancellationToken));

    private Task<string> BuildAsync(TensorRtOptions options) =>
        TensorRtEngine.BuildAsync(_folder.At("a model.onnx"), _folder.At("best.engine"), options, TestContext.Current.CancellationToken);

    private TensorRtOptions Tool(string script)
    {
        var program = _folder.At("trtexec");
        File.WriteAllText(program, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new TensorRtOptions { Program = program };
    }

    private void RequireNothingLeft() => Assert.Empty(Directory.GetFiles(_folder.Path, ".*"));

    private async Task RequireHelperGoneAsync()
    {
        var helper = (await File.ReadAllTextAsync(_folder.At("helper"), TestContext.Current.CancellationToken)).Trim();
        // A process that has ended and that nobody has asked for yet is a zombie.
        while (File.Exists($"/proc/{helper}/stat") && !File.ReadAllText($"/proc/{helper}/stat").Contains(") Z ", StringComparison.Ordinal))
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }
}
