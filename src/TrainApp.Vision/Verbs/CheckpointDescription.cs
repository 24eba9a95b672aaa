using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Finalization;

namespace TrainApp.Vision.Verbs;

/// <summary>What a run has written down beside a checkpoint, for whoever uses it elsewhere.</summary>
internal sealed record CheckpointDescription
{
    public required DescribedModel ModelInfo { get; init; }

    public required DescribedMeta ModelMeta { get; init; }

    public IReadOnlyDictionary<string, DescribedFile> ModelFiles { get; init; } = new Dictionary<string, DescribedFile>(StringComparer.Ordinal);

    /// <summary>The file that describes a checkpoint.</summary>
    public static string FileOf(string checkpoint) => CheckpointInfoStep.FileNameOf(checkpoint);

    /// <returns>Null when there is none, or one that cannot be understood.</returns>
    public static CheckpointDescription? Read(string checkpoint)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(FileOf(checkpoint)), CheckpointDescriptionJson.Default.CheckpointDescription);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The model's further files: those that lie beside the checkpoint, else what is written down of them.</summary>
    public IReadOnlyDictionary<string, string> WriteFiles(string checkpoint, string folder)
    {
        Dictionary<string, string> paths = new(StringComparer.Ordinal);
        foreach (var (key, file) in ModelFiles)
        {
            var name = Path.GetFileName(file.Name);
            var beside = Path.Combine(Path.GetDirectoryName(checkpoint)!, name);
            if (File.Exists(beside))
            {
                paths[key] = beside;
            }
            else if (file.Content is { } content)
            {
                paths[key] = Path.Combine(folder, name);
                File.WriteAllText(paths[key], content);
            }
        }

        return paths;
    }
}

internal sealed record DescribedModel(string ModelName, string Framework, string Experiment);

internal sealed record DescribedMeta(IReadOnlyList<DescribedClass> Classes);

internal sealed record DescribedClass(string Title);

/// <param name="Name">The file's name.</param>
/// <param name="Content">Its text; null when it is long or none.</param>
internal sealed record DescribedFile(string Name, string? Content);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CheckpointDescription))]
internal sealed partial class CheckpointDescriptionJson : JsonSerializerContext;
