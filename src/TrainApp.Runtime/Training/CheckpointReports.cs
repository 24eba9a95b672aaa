using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;

namespace TrainApp.Training;

/// <summary>A checkpoint that the app made known before its method returned.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Metrics">Its metrics.</param>
/// <param name="Best">Whether it was the best one when it was reported.</param>
internal sealed record CheckpointReport(string Path, IReadOnlyDictionary<string, double> Metrics, bool Best);

/// <summary>The checkpoints reported so far, kept in the run folder so that a crash loses none.</summary>
internal sealed class CheckpointReports
{
    private readonly string _file;
    private readonly List<CheckpointReport> _reports;
    private readonly Lock _lock = new();

    public CheckpointReports(string file)
    {
        _file = file;
        _reports = [.. Read(file)];
    }

    public IReadOnlyList<CheckpointReport> All
    {
        get
        {
            lock (_lock) return [.. _reports];
        }
    }

    /// <summary>The newest report that called its checkpoint the best, if any did.</summary>
    public CheckpointReport? Best => All.LastOrDefault(report => report.Best);

    /// <summary>Adds a report; one of the same path replaces the older one.</summary>
    public void Add(CheckpointReport report)
    {
        lock (_lock)
        {
            _reports.RemoveAll(other => other.Path == report.Path);
            _reports.Add(report);
            AtomicFile.WriteBytes(_file, JsonSerializer.SerializeToUtf8Bytes(_reports, CheckpointReportsJson.Default.ListCheckpointReport));
        }
    }

    /// <summary>The reports kept in a file; none when there is none.</summary>
    public static List<CheckpointReport> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), CheckpointReportsJson.Default.ListCheckpointReport) ?? [];
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return [];
        }
    }
}

/// <summary>JSON of <c>checkpoints.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(List<CheckpointReport>))]
internal sealed partial class CheckpointReportsJson : JsonSerializerContext;
