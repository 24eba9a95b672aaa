using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;

namespace TrainApp.ModelStore;

/// <summary>Reads <c>experiment_info.json</c> of a folder of artifacts.</summary>
internal static class PublishedExperimentReader
{
    /// <returns>Null when the folder has none, or one that lacks what is needed.</returns>
    public static PublishedExperiment? Read(Workspace workspace, string artifacts)
    {
        try
        {
            var info = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(artifacts, "experiment_info.json")), PublishedExperimentJson.Default.ExperimentDocument);
            return info is null ? null : Of(info, artifacts, $"/{Path.GetRelativePath(workspace.Root, artifacts).Replace('\\', '/')}/");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static PublishedExperiment Of(ExperimentDocument info, string artifacts, string link)
    {
        var project = Path.GetFileName(Path.GetDirectoryName(artifacts)!);
        return new PublishedExperiment
        {
            TaskId = info.TaskId,
            ExperimentName = info.ExperimentName,
            FrameworkName = info.FrameworkName,
            ModelName = info.ModelName,
            TaskType = info.TaskType,
            ProjectId = info.ProjectId,
            ProjectName = project[(project.IndexOf('_', StringComparison.Ordinal) + 1)..],
            ModelFiles = info.ModelFiles.ToDictionary(pair => pair.Key, pair => Path.Combine(artifacts, Path.GetFileName(pair.Value)), StringComparer.Ordinal),
            Checkpoints = [.. info.Checkpoints.Select(path => Path.GetFileName(path))],
            BestCheckpoint = Path.GetFileName(info.BestCheckpoint),
            Ended = DateTime.TryParseExact(info.Datetime, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var ended) ? ended : null,
            EvaluationMetrics = (info.EvaluationMetrics ?? [])
                .Where(pair => pair.Value.ValueKind == JsonValueKind.Number)
                .ToDictionary(pair => pair.Key, pair => pair.Value.GetDouble(), StringComparer.Ordinal),
            ArtifactsDirectory = artifacts,
            ArtifactsLink = link,
        };
    }
}

/// <summary>The fields of <c>experiment_info.json</c> that make a model of it.</summary>
internal sealed record ExperimentDocument
{
    public required int TaskId { get; init; }

    public required string ExperimentName { get; init; }

    public required string FrameworkName { get; init; }

    public required string ModelName { get; init; }

    public required string TaskType { get; init; }

    public required long ProjectId { get; init; }

    public required Dictionary<string, string> ModelFiles { get; init; }

    public required List<string> Checkpoints { get; init; }

    public required string BestCheckpoint { get; init; }

    public string? Datetime { get; init; }

    public Dictionary<string, JsonElement>? EvaluationMetrics { get; init; }
}

/// <summary>JSON of the experiment's info, as far as it is read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ExperimentDocument))]
internal sealed partial class PublishedExperimentJson : JsonSerializerContext;
