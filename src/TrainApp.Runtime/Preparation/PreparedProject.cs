using System.Text.Json.Serialization;

namespace TrainApp.Preparation;

/// <summary>A project that training may use and write into: two datasets, <c>train</c> and <c>val</c>, selected classes only.</summary>
internal sealed record PreparedProject
{
    /// <summary>The prepared project.</summary>
    public required Project Project { get; init; }

    /// <summary>Where the images of <see cref="Train"/> come from, in the same order.</summary>
    public required IReadOnlyList<PreparedImage> TrainImages { get; init; }

    /// <summary>Where the images of <see cref="Val"/> come from, in the same order.</summary>
    public required IReadOnlyList<PreparedImage> ValImages { get; init; }

    /// <summary>What was left out of the split, and what was doubtful.</summary>
    public required IReadOnlyList<ProjectProblem> Problems { get; init; }

    /// <summary>True when an earlier preparation was found whole and nothing had to be done.</summary>
    public required bool WasPrepared { get; init; }

    /// <summary>The images to train on.</summary>
    public Dataset Train => Project.Datasets["train"];

    /// <summary>The images to validate on.</summary>
    public Dataset Val => Project.Datasets["val"];

    /// <summary>How many images there are to train on.</summary>
    public int TrainSize => TrainImages.Count;

    /// <summary>How many images there are to validate on.</summary>
    public int ValSize => ValImages.Count;
}

/// <summary>One image of a prepared project and its origin.</summary>
/// <param name="PreparedName">File name in the prepared project.</param>
/// <param name="Dataset">Full name of the user's dataset.</param>
/// <param name="Name">File name there.</param>
/// <param name="Id">The image's id.</param>
/// <param name="Size">Bytes of the image file.</param>
internal sealed record PreparedImage(string PreparedName, string Dataset, string Name, long Id, long Size);

/// <summary>The completion mark, <c>prepared.json</c>.</summary>
/// <param name="Request">Hash of what was asked for.</param>
/// <param name="TrainSize">Number of images.</param>
/// <param name="ValSize">Number of images.</param>
/// <param name="Train">Images of <c>train</c>.</param>
/// <param name="Val">Images of <c>val</c>.</param>
/// <param name="Problems">What was left out or doubtful.</param>
internal sealed record PreparedMark(
    string Request,
    int TrainSize,
    int ValSize,
    IReadOnlyList<PreparedImage> Train,
    IReadOnlyList<PreparedImage> Val,
    IReadOnlyList<ProjectProblem> Problems);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PreparedMark))]
internal sealed partial class PreparedJson : JsonSerializerContext;
