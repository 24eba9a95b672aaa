using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace TrainApp.Engine.Tests.Support;

/// <summary>
/// A folder of a test's own, in which the fixture app runs. When the test ends, what is left of its processes is ended by
/// their ids, and the folder goes.
/// </summary>
internal sealed class TestWorkspace : IAsyncDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(120);

    private readonly string _base = Path.Combine(Path.GetTempPath(), $"trainapp-{Guid.NewGuid():N}");

    public TestWorkspace(string name = "engine tests")
    {
        Root = Directory.CreateDirectory(Path.Combine(_base, name)).FullName;
        Environment["HOME"] = Directory.CreateDirectory(Path.Combine(_base, "home")).FullName;
    }

    /// <summary>The current folder of every process.</summary>
    public string Root { get; }

    public string Data => Path.Combine(Root, "trainapp-data");

    /// <summary>Variables for every process of this test; null removes one.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["TRAINAPP_WORKSPACE"] = null,
        ["DEBUG_APP_DIR"] = null,
        ["PROJECT_ID"] = null,
        ["LOG_LEVEL"] = null,
        ["DOTNET_TieredPGO"] = "0",
        // A process that is killed would leave the sockets of its diagnostics behind.
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    /// <summary>The fixture's executable, built beside this project.</summary>
    public static string App { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "TrainApp.Fixture", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "TrainApp.Fixture"));

    /// <summary>A file of a run's folder.</summary>
    public string RunFile(int run, params string[] parts) =>
        Path.Combine([Data, "runs", run.ToString("D6", CultureInfo.InvariantCulture), .. parts]);

    /// <summary>Runs a verb to its end.</summary>
    public async Task<AppResult> RunAsync(params string[] words) => await Start(words).Result;

    /// <summary>Runs <c>train --json</c> to its end with hyperparameters set.</summary>
    public Task<AppResult> TrainAsync(params string[] settings) => RunAsync(TrainWords(settings));

    /// <summary>Starts <c>train --json</c> with hyperparameters set.</summary>
    public StartedApp StartTraining(params string[] settings) => Start(TrainWords(settings));

    public StartedApp Start(params string[] words) => StartOther(App, words);

    /// <summary>Starts another program in the same surroundings, such as a shell that limits the app.</summary>
    public StartedApp StartOther(string program, params string[] words)
    {
        var ends = new CancellationTokenSource(s_longest);
        var said = new ConcurrentQueue<string>();
        var task = Cli.Wrap(program)
            .WithArguments(words)
            .WithWorkingDirectory(Root)
            .WithEnvironmentVariables(Environment)
            .WithValidation(CommandResultValidation.None)
            .WithStandardErrorPipe(PipeTarget.ToDelegate(said.Enqueue, Encoding.UTF8))
            .ExecuteBufferedAsync(Encoding.UTF8, ends.Token);
        return new StartedApp(task.ProcessId, said, FinishAsync(task, ends));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in ProcessTable.Mentioning(Root)) Signal.Send(process, Signal.Kill);
        await Eventually.IsTrueAsync(() => ProcessTable.Mentioning(Root).Count == 0, "the processes of the test are gone");
        Directory.Delete(_base, recursive: true);
    }

    private static string[] TrainWords(string[] settings) =>
        ["train", "--json", .. settings.SelectMany(setting => setting.StartsWith('-') ? setting.Split(' ') : ["--set", setting])];

    private static async Task<AppResult> FinishAsync(CommandTask<BufferedCommandResult> task, CancellationTokenSource ends)
    {
        using (ends)
        {
            var result = await task;
            return new AppResult(result.ExitCode, result.StandardOutput, result.StandardError);
        }
    }
}

/// <summary>A process of the fixture that runs.</summary>
/// <param name="Process">Its id.</param>
/// <param name="Said">The lines that it has written to standard error so far.</param>
/// <param name="Result">What it gives in the end.</param>
internal sealed record StartedApp(int Process, ConcurrentQueue<string> Said, Task<AppResult> Result);

/// <summary>What a process of the fixture gave.</summary>
internal sealed record AppResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The one document that standard output holds; anything beside it makes this fail.</summary>
    public JsonElement Json
    {
        get
        {
            try
            {
                return JsonDocument.Parse(Output).RootElement;
            }
            catch (JsonException e)
            {
                throw new InvalidOperationException($"Standard output is not one JSON document (exit code {ExitCode}).\n{Output}\n{Errors}", e);
            }
        }
    }

    /// <summary>The error that the document is.</summary>
    public JsonElement Error => Json.GetProperty("error");

    public string State => Json.GetProperty("state").GetString()!;

    public int Run => Json.GetProperty("run").GetInt32();

    public JsonElement Explanation => Json.GetProperty("explanation");
}
