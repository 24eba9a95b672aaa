using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.CommandLine;
using TrainApp.Control;
using TrainApp.Finalization;
using TrainApp.Preparation;

namespace TrainApp.Vision.Verbs;

/// <summary>The images that the verb <c>evaluate</c> predicts, and those that the model was trained on where they are known.</summary>
/// <param name="Images">The images to predict.</param>
/// <param name="TrainImages">The training images.</param>
internal sealed record EvaluatedSplit(IReadOnlyList<ImageItem> Images, IReadOnlyList<ImageItem> TrainImages)
{
    public const string All = "all", Train = "train", Val = "val";

    /// <summary>
    /// The side as the model's run split the project; in another project, as its datasets are called. Where no side is named and
    /// none is known, every image.
    /// </summary>
    /// <exception cref="RefusedException">The side is not known.</exception>
    public static EvaluatedSplit Of(Project project, PublishedExperiment? experiment, string? side)
    {
        if (side == All) return new(project.Images, []);
        if ((experiment is null ? null : OfRun(project, experiment)) is { } run) return side == Train ? new(run.TrainImages, run.TrainImages) : run;
        if (SplitDetection.Detect(new SplitSource(project), ["datasets"]) is { } named)
        {
            var sides = Splitter.Split(new SplitSource(project), named, seed: 0);
            return side == Train ? new(sides.Train, sides.Train) : new(sides.Val, sides.Train);
        }

        if (side is not null)
        {
            throw new RefusedException(
                Refusal.WrongRequest, "no-split", $"The project '{project.Name}' has no side '{side}': the model's run did not split it, and no dataset is called so.", "Leave --split out to evaluate on every image.");
        }

        CommandOutput.Note("Evaluated on every image of the project: no side of it is known.");
        return new(project.Images, []);
    }

    /// <returns>Null when the run did not split this project, or images of it are gone.</returns>
    private static EvaluatedSplit? OfRun(Project project, PublishedExperiment experiment)
    {
        var file = Path.Combine(experiment.ArtifactsDirectory, SplitStep.FileName);
        if (!File.Exists(file) || JsonSerializer.Deserialize(File.ReadAllBytes(file), PublishedSplitJson.Default.PublishedSplit)?.Names is not { } names) return null;
        var images = project.Images.ToDictionary(image => image.ToString(), StringComparer.Ordinal);
        return names.Val.Count > 0 && names.Val.Concat(names.Train).All(images.ContainsKey)
            ? new([.. names.Val.Select(name => images[name])], [.. names.Train.Select(name => images[name])])
            : null;
    }
}

/// <summary>The published split of a run, as far as it is read.</summary>
internal sealed record PublishedSplit(SplitNames? Names);

/// <summary>Names of images, <c>dataset/file</c>.</summary>
internal sealed record SplitNames(IReadOnlyList<string> Train, IReadOnlyList<string> Val);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PublishedSplit))]
internal sealed partial class PublishedSplitJson : JsonSerializerContext;
