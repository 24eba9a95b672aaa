using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrainApp.Files;

/// <summary><c>published.json</c> of a run folder: the pointer that stays when the output has become the published folder.</summary>
internal static class PublishedPointer
{
    public const string FileName = "published.json";

    /// <summary>The published folder of a run; null before publishing.</summary>
    public static string? Read(string runDirectory)
    {
        if (AtomicFile.TryRead(Path.Combine(runDirectory, FileName)) is not { } bytes) return null;
        var record = JsonSerializer.Deserialize(bytes, PublishedPointerJson.Default.PublishedRecord);
        return record is null ? null : Path.GetFullPath(record.Artifacts, Workspace.OfRun(runDirectory).Root);
    }

    /// <summary>Points from a run folder to a folder of its workspace.</summary>
    public static void Write(string runDirectory, string target)
    {
        var record = new PublishedRecord(Path.GetRelativePath(Workspace.OfRun(runDirectory).Root, target).Replace('\\', '/'));
        AtomicFile.WriteBytes(Path.Combine(runDirectory, FileName), JsonSerializer.SerializeToUtf8Bytes(record, PublishedPointerJson.Default.PublishedRecord));
    }
}

/// <summary>What the pointer holds.</summary>
/// <param name="Artifacts">The folder, relative to the workspace.</param>
internal sealed record PublishedRecord(string Artifacts);

/// <summary>JSON of the pointer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PublishedRecord))]
internal sealed partial class PublishedPointerJson : JsonSerializerContext;
