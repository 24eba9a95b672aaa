using System.Globalization;
using TrainApp.Files;
using TrainApp.Requests;
using TrainApp.Runs;

namespace TrainApp.Tests.Runs;

/// <summary>Run folders are the registry: numbers are claimed once, and reading them needs no index.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    private Workspace Workspace => Workspace.Locate(_folder.Path, null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Eight_threads_never_claim_the_same_number()
    {
        var claimed = new System.Collections.Concurrent.ConcurrentBag<int>();
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 25; i++) claimed.Add(RunFolder.Claim(Workspace).Number);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(Enumerable.Range(1, 200), claimed.Order());
    }

    [Fact]
    public void A_number_in_the_trash_is_never_used_again()
    {
        Directory.CreateDirectory(Path.Combine(Workspace.Runs, "000003"));
        Directory.CreateDirectory(Path.Combine(Workspace.Trash, "000007"));
        Directory.CreateDirectory(Path.Combine(Workspace.Runs, "notes"));
        Assert.Equal(8, RunFolder.Claim(Workspace).Number);
        Assert.Equal([3, 8], RunFolder.All(Workspace).Select(folder => folder.Number));
    }

    [Fact]
    public void Ten_thousand_runs_are_listed_in_order()
    {
        for (var number = 1; number <= 10_000; number++)
        {
            var folder = RunFolder.Numbered(Workspace, number);
            Directory.CreateDirectory(folder.Directory);
            var state = number % 3 == 0 ? "failed" : "completed";
            File.WriteAllText(folder.RecordFile, Record(number));
            File.WriteAllText(folder.JournalFile, $$$$"""
                {"n":1,"time":"2026-01-01T00:00:00Z","state":"queued"}
                {"n":2,"time":"2026-01-01T00:00:01Z","state":"preparing"}
                {"n":3,"time":"2026-01-01T00:00:02Z","state":"training"}
                {"n":4,"time":"2026-01-01T00:00:03Z","state":"finalizing"}
                {"n":5,"time":"2026-01-01T00:00:04Z","state":"{{{{state}}}}","seconds":3.5,"result":{"metrics":{"mAP":0.5}}}

                """);
        }

        var runs = RunRegistry.List(Workspace);
        Assert.Equal(Enumerable.Range(1, 10_000), runs.Select(run => run.Folder.Number));
        Assert.All(runs, run => Assert.Equal(run.Folder.Number % 3 == 0 ? RunState.Failed : RunState.Completed, run.State));
        Assert.Equal("777_Lemons_Tiny", runs[776].Record!.Name);
        Assert.Equal(3.5, runs[5].DurationSeconds(DateTimeOffset.UtcNow));
        Assert.Equal(10_000, RunRegistry.Find(Workspace, "latest")!.Folder.Number);
        Assert.Equal(42, RunRegistry.Find(Workspace, "42_Lemons_Tiny")!.Folder.Number);
        Assert.Null(RunRegistry.Find(Workspace, "10001"));
    }

    [Fact]
    public void The_request_is_written_option_by_option_and_read_again()
    {
        var folder = RunFolder.Claim(Workspace);
        var record = new RunRecord
        {
            Run = 1,
            Name = "1_Lemons_Tiny",
            Framework = "Fixture",
            Model = "Tiny",
            Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            ProjectId = 4,
            ProjectDirectory = "/data/Lemons",
            ProjectName = "Lemons",
            Seed = 7,
            Devices = ["cpu"],
            Split = "random:80",
            Classes = ["kiwi", "lemon"],
            Exports = [],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["data"] = "ab" },
        };
        var request = new TrainRequest { Model = "tiny", Set = new Dictionary<string, string>(StringComparer.Ordinal) { ["optimizer.lr"] = "0.5" }, Classes = ["lemon", "kiwi"], ShareDevice = true };
        folder.WriteRecord(record, request);
        Assert.Equivalent(record, folder.ReadRecord(), strict: true);
        Assert.Equivalent(request, folder.ReadRequest(), strict: true);

        var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(folder.RecordFile)).RootElement;
        Assert.Equal(["model", "set", "classes", "shareDevice", "resolved"], document.EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"resolved":{"run":1}}""")]
    public void A_run_that_was_never_made_completely_is_listed_as_failed(string? record)
    {
        var folder = RunFolder.Claim(Workspace);
        if (record is not null) File.WriteAllText(folder.RecordFile, record);
        var run = Assert.Single(RunRegistry.List(Workspace));
        Assert.Null(run.Record);
        Assert.Equal(RunState.Failed, run.State);
        Assert.True(run.IsAbandoned);
    }

    private static string Record(int number) => string.Create(CultureInfo.InvariantCulture, $$$$"""
        {"resolved": {"run": {{{{number}}}}, "name": "{{{{number}}}}_Lemons_Tiny", "framework": "Fixture", "model": "Tiny", "created": "2026-01-01T00:00:00Z", "projectId": 1,
         "projectDirectory": "/data/Lemons", "projectName": "Lemons", "seed": 0, "devices": ["cpu"], "split": "random:80", "classes": ["kiwi"], "exports": [], "environment": {}}}
        """);
}
