using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrainApp.Files;

namespace TrainApp.Versions;

/// <summary>Which data a run was trained on.</summary>
/// <param name="Id">The SHA-256 of what the version holds: equal data has equal ids, in every workspace.</param>
/// <param name="Version">The version's number among those of its project.</param>
internal sealed record ProjectVersion(string Id, int Version)
{
    /// <summary>Reads the file that a run keeps; null when there is none.</summary>
    public static ProjectVersion? Read(string file) => VolatileFile.Read(file) is { } bytes
        ? JsonSerializer.Deserialize(bytes, ProjectVersionJson.Default.ProjectVersion)
        : null;

    /// <summary>The version as it stands in <c>experiment_info.json</c>.</summary>
    public JsonObject ToJson() => new() { ["id"] = Id, ["version"] = Version };

    public void Write(string file) => AtomicFile.WriteBytes(file, JsonSerializer.SerializeToUtf8Bytes(this, ProjectVersionJson.Default.ProjectVersion));
}

/// <summary>JSON of <c>project_version.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ProjectVersion))]
internal sealed partial class ProjectVersionJson : JsonSerializerContext;
