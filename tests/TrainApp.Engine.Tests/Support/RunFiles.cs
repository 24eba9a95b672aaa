using System.Security.Cryptography;
using System.Text.Json;

namespace TrainApp.Engine.Tests.Support;

/// <summary>What lies in run folders and published folders, read as anybody would.</summary>
internal static class RunFiles
{
    private static readonly string[] s_edges =
    [
        "queued preparing", "queued failed", "queued stopped", "preparing training", "preparing stopped", "preparing failed",
        "training finalizing", "training failed", "finalizing completed", "finalizing degraded", "finalizing stopped", "finalizing failed",
        "completed finalizing", "degraded finalizing", "stopped finalizing", "failed finalizing",
    ];

    /// <summary>The whole records of a run's journal.</summary>
    public static IReadOnlyList<JsonElement> Journal(this TestWorkspace workspace, int run)
    {
        var file = workspace.RunFile(run, "journal.jsonl");
        if (!File.Exists(file)) return [];
        var text = File.ReadAllText(file);
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>The states that a run went through.</summary>
    public static IReadOnlyList<string> States(this TestWorkspace workspace, int run) =>
        [.. workspace.Journal(run).Where(record => record.TryGetProperty("state", out _)).Select(record => record.GetProperty("state").GetString()!)];

    public static Task WaitForStateAsync(this TestWorkspace workspace, int run, string state) =>
        Eventually.IsTrueAsync(() => workspace.States(run).Contains(state), $"run {run} is {state}", TimeSpan.FromMilliseconds(3));

    /// <summary>Waits until the app itself has said something.</summary>
    public static Task WaitForLogAsync(this TestWorkspace workspace, int run, string words) => Eventually.IsTrueAsync(
        () => File.Exists(workspace.RunFile(run, "worker.log")) && File.ReadAllText(workspace.RunFile(run, "worker.log")).Contains(words, StringComparison.Ordinal),
        $"run {run} says '{words}'");

    public static int WorkerOf(this TestWorkspace workspace, int run) =>
        JsonDocument.Parse(File.ReadAllBytes(workspace.RunFile(run, "worker.json"))).RootElement.GetProperty("process").GetInt32();

    /// <summary>The journal's numbers have no gap, its first state is queued, and every step from state to state is one of the design's.</summary>
    public static void RequireLegalJournal(this TestWorkspace workspace, int run)
    {
        var numbers = workspace.Journal(run).Select(record => record.GetProperty("n").GetInt32());
        Assert.Equal(Enumerable.Range(1, workspace.Journal(run).Count), numbers);
        var states = workspace.States(run);
        Assert.Equal("queued", states[0]);
        Assert.All(states.Zip(states.Skip(1)), pair => Assert.Contains($"{pair.First} {pair.Second}", s_edges));
    }

    /// <summary>A manifest lists every other file of its folder, with its size and hash.</summary>
    public static void RequireRightManifest(string artifacts)
    {
        var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(artifacts, "manifest.json"))).RootElement;
        var listed = manifest.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("path").GetString()!);
        var found = Directory.EnumerateFiles(artifacts, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(artifacts, file)).Where(path => path != "manifest.json");
        Assert.Equal(found.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        foreach (var (path, file) in listed)
        {
            var bytes = File.ReadAllBytes(Path.Combine(artifacts, path));
            Assert.Equal(bytes.Length, file.GetProperty("size").GetInt64());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.GetProperty("sha256").GetString());
        }
    }

    /// <summary>Every JSON file below a folder is whole, and no file in work is left.</summary>
    public static void RequireWholeFiles(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Assert.False(Path.GetFileName(file) is ['.', .., 't', 'm', 'p'], $"'{file}' was left in work.");
            if (Path.GetExtension(file) == ".json") Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.ValueKind);
        }
    }

    /// <summary>Path, content and time of every file below a folder, as one text.</summary>
    public static string Fingerprint(string folder) => string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => FormattableString.Invariant($"{Path.GetRelativePath(folder, path)} {(File.Exists(path) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) : "folder")} {File.GetLastWriteTimeUtc(path):O}")));
}
