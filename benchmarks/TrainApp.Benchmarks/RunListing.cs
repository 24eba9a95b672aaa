using System.Diagnostics;
using System.Globalization;
using TrainApp.Files;
using TrainApp.Requests;
using TrainApp.Runs;

namespace TrainApp.Benchmarks;

/// <summary>How long the runs of a large workspace take to list, without an index.</summary>
internal static class RunListing
{
    private const int Runs = 10_000;
    private const int Rounds = 7;

    public static void Run()
    {
        var root = Directory.CreateTempSubdirectory("trainapp-runs-").FullName;
        try
        {
            var workspace = Workspace.Locate(root, null);
            workspace.Create();
            for (var i = 0; i < Runs; i++) Make(workspace);
            List<double> seconds = [];
            for (var round = 0; round < Rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                var runs = RunRegistry.List(workspace);
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                if (runs.Count != Runs || runs.Any(run => run.State != RunState.Completed)) throw new InvalidOperationException("The list is wrong.");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Runs} runs: first {seconds[0]:F3} s, median of {Rounds} {seconds.Order().ElementAt(Rounds / 2):F3} s"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Make(Workspace workspace)
    {
        var folder = RunFolder.Claim(workspace);
        folder.WriteRecord(new RunRecord
        {
            Run = folder.Number,
            Name = string.Create(CultureInfo.InvariantCulture, $"{folder.Number}_Lemons_Model"),
            Framework = "Benchmark",
            Model = "Model",
            Created = DateTimeOffset.UnixEpoch,
            ProjectId = 1,
            ProjectDirectory = "/data/lemons",
            ProjectName = "Lemons",
            Seed = 1,
            Devices = ["cpu"],
            Split = "random:80",
            Classes = ["kiwi", "lemon"],
            Exports = ["onnx"],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["dotnet"] = "10", ["machine"] = "benchmark", ["command"] = "train" },
        }, new TrainRequest());
        // Written in one go: appending each record is durable, and ten thousand runs would wait for the disk for minutes.
        var lines = new List<string> { Line(1, "\"state\":\"queued\""), Line(2, "\"state\":\"preparing\""), Line(3, "\"state\":\"training\""), Line(4, "\"state\":\"finalizing\"") };
        for (var step = 5; step <= 15; step++) lines.Add(Line(step, string.Create(CultureInfo.InvariantCulture, $"\"step\":\"step-{step}\",\"outcome\":\"done\",\"seconds\":0.01")));
        lines.Add(Line(16, "\"state\":\"completed\",\"result\":{\"bestCheckpoint\":\"best.pth\",\"metrics\":{\"mAP\":0.5},\"artifacts\":\"experiments/1_Lemons/1_Benchmark\",\"trainingSeconds\":10}"));
        File.WriteAllText(folder.JournalFile, string.Concat(lines));
    }

    private static string Line(int number, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{number},\"time\":\"2026-01-01T00:00:00+00:00\",{rest}}}\n");
}
