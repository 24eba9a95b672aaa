using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Findings;
using TrainApp.Gui.Service;
using TrainApp.Preparation;

namespace TrainApp.Gui.Api;

/// <summary>A project, as <c>GET /api/projects/{id}</c> gives it.</summary>
internal sealed record ProjectDocument
{
    public required long? Id { get; init; }

    public required string Name { get; init; }

    public required string Path { get; init; }

    public required int Images { get; init; }

    public required long? Objects { get; init; }

    public required int? ImagesWithoutObjects { get; init; }

    public required IReadOnlyList<DatasetDocument> Datasets { get; init; }

    public required IReadOnlyList<ClassDocument> Classes { get; init; }

    public required IReadOnlyList<TagDocument> Tags { get; init; }

    public required IReadOnlyList<string> Collections { get; init; }

    /// <summary>The split of a request that names none.</summary>
    public required string? Split { get; init; }

    public required IReadOnlyList<Finding> Problems { get; init; }

    public required IReadOnlyList<ImageDocument> Thumbnails { get; init; }

    public static ProjectDocument Of(ProjectFacts facts, bool hasThumbnails)
    {
        var project = facts.Project!;
        var meta = project.Meta;
        return new ProjectDocument
        {
            Id = facts.Id,
            Name = project.Name,
            Path = project.Directory,
            Images = project.Images.Count,
            Objects = facts.Counts?.Objects,
            ImagesWithoutObjects = facts.Counts?.EmptyImages,
            Datasets = [.. project.Datasets.Select(dataset => new DatasetDocument(dataset.FullName, dataset.Images.Count))],
            Classes = [.. meta.Classes.Select((item, index) => new ClassDocument(item.Name, item.Shape, item.Color, facts.Counts?.Classes[index].Images, facts.Counts?.Classes[index].Objects))],
            Tags = [.. meta.Tags.Select((tag, index) => new TagDocument(tag.Name, tag.ValueType, tag.Color, facts.Counts?.Tags[index].Images, facts.Counts?.Tags[index].Objects))],
            Collections = facts.Collections,
            Split = facts.DetectedSplit?.ToString(),
            Problems = [.. project.Problems.Select(Inspection.ProjectHealth.Of)],
            Thumbnails = hasThumbnails && facts.Id is { } id ? [.. ProjectFacts.Samples(project).Select(image => ImageDocument.Of(id, image))] : [],
        };
    }
}

/// <summary>A dataset.</summary>
internal sealed record DatasetDocument(string Name, int Images);

/// <summary>A class; counts are null while they are not known.</summary>
internal sealed record ClassDocument(string Name, string Shape, string Color, int? Images, long? Objects);

/// <summary>A tag; counts are null while they are not known.</summary>
internal sealed record TagDocument(string Name, string ValueType, string Color, int? Images, long? Objects);

/// <summary>An image and the address of its small picture.</summary>
internal sealed record ImageDocument(int Index, string Name, string Thumbnail)
{
    public static ImageDocument Of(long project, ImageItem image) =>
        new(image.Index, image.ToString(), FormattableString.Invariant($"/api/projects/{project}/images/{image.Index}/thumbnail"));
}

/// <summary>The body of <c>POST /api/projects</c>: a folder that becomes known.</summary>
internal sealed record FolderRequest(string? Path);

/// <summary>The body of <c>POST /api/projects/{id}/split</c>.</summary>
internal sealed record SplitRequest(string? Split, long? Seed);

/// <summary>What a split would give.</summary>
internal sealed record SplitDocument(string Split, SideCounts Train, SideCounts Val, IReadOnlyList<Finding> Problems);

/// <summary>A check of every file of a project.</summary>
internal sealed record HealthDocument(string State, int Examined, int Images, bool? Ok, IReadOnlyList<Finding> Findings);

/// <summary>An error, as the command line's JSON has it, in the frame of problem+json.</summary>
internal sealed record RefusalDocument(string Title, int Status, string Code, string Message)
{
    public string? Hint { get; init; }

    public string? File { get; init; }

    public IReadOnlyList<Finding>? Errors { get; init; }
}

/// <summary>JSON of the end points about projects and models.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<ProjectEntry>))]
[JsonSerializable(typeof(ProjectDocument))]
[JsonSerializable(typeof(FolderRequest))]
[JsonSerializable(typeof(SplitRequest))]
[JsonSerializable(typeof(SplitDocument))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(RefusalDocument))]
[JsonSerializable(typeof(ModelPage))]
internal sealed partial class ProjectJson : JsonSerializerContext
{
    /// <summary>Every field stands there; names in any language are readable.</summary>
    public static ProjectJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Absent fields are left out.</summary>
    public static ProjectJson Sparse => field ??= new(new JsonSerializerOptions(Readable.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
