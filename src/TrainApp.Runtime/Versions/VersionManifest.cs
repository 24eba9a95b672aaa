using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Cache;

namespace TrainApp.Versions;

/// <summary>What a project held at a start: <c>projects/{id}/versions/{n}.json</c>.</summary>
/// <param name="Id">The SHA-256 of all that follows <paramref name="Created"/>.</param>
/// <param name="Version">The number.</param>
/// <param name="Created">When it was first met.</param>
/// <param name="CarriesIds">Whether ids of images were those of <c>img_info</c>.</param>
/// <param name="Meta">The text of <c>meta.json</c>.</param>
/// <param name="Datasets">The datasets with their images, in the project's order.</param>
internal sealed record VersionManifest(string Id, int Version, DateTimeOffset Created, bool CarriesIds, string Meta, IReadOnlyList<VersionDataset> Datasets)
{
    public static string IdOf(bool carriesIds, string meta, IReadOnlyList<VersionDataset> datasets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new MemoryStream();
        foreach (var dataset in datasets)
        {
            stream.SetLength(0);
            JsonSerializer.Serialize(stream, dataset, VersionJson.Default.VersionDataset);
            hash.AppendData(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        }

        hash.AppendData(Encoding.UTF8.GetBytes($"{carriesIds} {meta}"));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}

/// <summary>A dataset of a version.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Directory">Its folder in the project, with slashes.</param>
/// <param name="Id">Its id.</param>
/// <param name="Images">Its images, by name.</param>
internal sealed record VersionDataset(string Name, string Directory, long Id, IReadOnlyList<VersionImage> Images);

/// <summary>An image of a version.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Id">Its id.</param>
/// <param name="Size">Bytes of the file; null where the project has annotations alone.</param>
/// <param name="Sha256">The file's hash; null when it was not there.</param>
/// <param name="Annotation">The annotation's hash; null when it was not there.</param>
internal readonly record struct VersionImage(string Name, long Id, long? Size, ContentHash? Sha256, ContentHash? Annotation);

/// <summary>A number and the id that belongs to it.</summary>
internal sealed record VersionHead(string Id, int Version);

/// <summary>Hashes as hexadecimal digits.</summary>
internal sealed class ContentHashConverter : JsonConverter<ContentHash>
{
    public override ContentHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ContentHash.TryParse(reader.GetString(), out var hash) ? hash.Value : throw new JsonException("A SHA-256 was expected.");

    public override void Write(Utf8JsonWriter writer, ContentHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>JSON of manifests.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ContentHashConverter)],
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(VersionManifest))]
[JsonSerializable(typeof(VersionHead))]
internal sealed partial class VersionJson : JsonSerializerContext;
