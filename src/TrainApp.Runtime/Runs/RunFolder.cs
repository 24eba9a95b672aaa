using System.Globalization;
using System.Text.Json;
using TrainApp.Files;
using TrainApp.Platform;
using TrainApp.Requests;

namespace TrainApp.Runs;

/// <summary>One run's folder: its files and where they lie.</summary>
internal sealed class RunFolder(string directory)
{
    public string Directory { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));

    public int Number => int.Parse(Path.GetFileName(Directory), NumberStyles.None, CultureInfo.InvariantCulture);

    public string RecordFile => In("run.json");

    public string JournalFile => In("journal.jsonl");

    public string HyperparametersFile => In("hyperparameters.yaml");

    public string AppStateFile => In("app_state.json");

    public string ExperimentFile => In("experiment.json");

    public string CheckpointsFile => In("checkpoints.json");

    public string AdditionsFile => In("additions.json");

    public string SplitFile => In("split.json");

    public string ProjectVersionFile => In("project_version.json");

    public string DataProblemsFile => In("data_problems.json");

    public string ControlFile => In("control.json");

    public string WorkerFile => In("worker.json");

    public string WorkerLock => In("worker.lock");

    public string Log => In("worker.log");

    public string Work => In("work");

    public string Output => In("output");

    /// <summary>Claims the next number. Two processes never get the same one, and a number in the trash is never used again.</summary>
    public static RunFolder Claim(Workspace workspace)
    {
        System.IO.Directory.CreateDirectory(workspace.Runs);
        var next = RunNumbers.In(workspace.Runs).Concat(RunNumbers.In(workspace.Trash)).DefaultIfEmpty(0).Max() + 1;
        while (true)
        {
            var path = RunNumbers.PathOf(workspace, next);
            if (DurableDirectory.TryCreateNew(path))
            {
                DurableDirectory.Flush(workspace.Runs);
                return new RunFolder(path);
            }

            next++;
        }
    }

    /// <summary>Every run folder of a workspace, by number.</summary>
    public static IReadOnlyList<RunFolder> All(Workspace workspace) =>
        [.. RunNumbers.In(workspace.Runs).Order().Select(number => Numbered(workspace, number))];

    /// <summary>The folder of a number, whether or not it exists.</summary>
    public static RunFolder Numbered(Workspace workspace, int number) => new(RunNumbers.PathOf(workspace, number));

    /// <summary>
    /// Reads <c>run.json</c> (the request, option by option, and <c>resolved</c> beside it); null when the run was never
    /// completely made.
    /// </summary>
    public RunRecord? ReadRecord()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(RecordFile), RunJson.Files.RunDocument)?.Resolved;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the request in <c>run.json</c>, as it was given.</summary>
    public TrainRequest ReadRequest() => JsonSerializer.Deserialize(File.ReadAllBytes(RecordFile), RunJson.Files.TrainRequest)!;

    public void WriteRecord(RunRecord record, TrainRequest request)
    {
        var document = JsonSerializer.SerializeToNode(request, RunJson.Files.TrainRequest)!.AsObject();
        document["resolved"] = JsonSerializer.SerializeToNode(new RunDocument(record), RunJson.Files.RunDocument)!["resolved"]!.DeepClone();
        AtomicFile.WriteText(RecordFile, document.ToJsonString(RunJson.Files.Options));
    }

    public RunJournal Journal(TimeProvider time) => new(JournalFile, time);

    /// <summary>The published folder on disk; null before publishing.</summary>
    public string? ReadPublished() => PublishedPointer.Read(Directory);

    private string In(string name) => Path.Combine(Directory, name);
}
