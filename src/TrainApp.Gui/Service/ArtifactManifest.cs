using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Finalization;

namespace TrainApp.Gui.Service;

/// <summary><c>manifest.json</c> of a published folder.</summary>
internal sealed record ArtifactManifest(IReadOnlyList<ManifestEntry> Files)
{
    /// <summary>The entries by path; none before publishing, and while a step has withdrawn the manifest.</summary>
    public static IReadOnlyDictionary<string, ManifestEntry> Read(string? folder)
    {
        if (folder is null) return new Dictionary<string, ManifestEntry>(StringComparer.Ordinal);
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, ManifestStep.FileName)), ArtifactManifestJson.Default.ArtifactManifest);
            return manifest!.Files.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new Dictionary<string, ManifestEntry>(StringComparer.Ordinal);
        }
    }
}

/// <summary>One file of the manifest.</summary>
internal sealed record ManifestEntry(string Path, long Size, string Sha256);

/// <summary>JSON of the manifest.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ArtifactManifest))]
internal sealed partial class ArtifactManifestJson : JsonSerializerContext;
