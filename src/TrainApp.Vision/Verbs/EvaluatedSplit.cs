using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.CommandLine;
using TrainApp.Control;
using TrainApp.Files;
using TrainApp.Finalization;
using TrainApp.Formats;
using TrainApp.Preparation;
using TrainApp.Projects;

namespace TrainApp.Vision.Verbs;

/// <summary>The images that the verb <c>evaluate</c> predicts, and those that the model was trained on where they are known.</summary>
/// <param name="Images">The images to predict.</param>
/// <param name="TrainImages">The training images.</param>
internal sealed record EvaluatedSplit(IReadOnlyList<ImageItem> Images, IReadOnlyList<ImageItem> TrainImages)
{
    private const int Named = 3;

    public const string All = "all", Train = "train", Val = "val";

    /// <summary>
    /// The side as the model's run split the project; in another project, as its datasets are called. Where no side is named and
    /// none is known, every image.
    /// </summary>
    /// <exception cref="RefusedException">The side is not known, or images of it are gone.</exception>
    public static EvaluatedSplit Of(Workspace workspace, Project project, PublishedExperiment? experiment, string? side)
    {
        if (side == All) return new(project.Images, []);
        if ((experiment is null ? null : OfRun(workspace, project, experiment)) is { } run) return side == Train ? new(run.TrainImages, run.TrainImages) : run;
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

    /// <returns>Null when the run did not split this project.</returns>
    /// <exception cref="RefusedException">It did, and validation images are gone: with others in their place the figures would be those of training images.</exception>
    private static EvaluatedSplit? OfRun(Workspace workspace, Project project, PublishedExperiment experiment)
    {
        if (NamesOf(Path.Combine(experiment.ArtifactsDirectory, SplitStep.FileName)) is not { Val.Count: > 0 } names) return null;
        var images = project.Images.Where(image => image.HasImage).ToDictionary(image => image.ToString(), StringComparer.Ordinal);
        var gone = names.Val.Where(name => !images.ContainsKey(name)).ToList();
        if (gone.Count > 0)
        {
            if (!IsOwn(workspace, project, experiment, names)) return null;
            throw new RefusedException(
                Refusal.WrongRequest,
                "no-split",
                string.Create(CultureInfo.InvariantCulture, $"{gone.Count} of {names.Val.Count} validation images of run {experiment.TaskId} are not in the project '{project.Name}' any more: {string.Join(", ", gone.Take(Named))}{(gone.Count > Named ? " …" : "")}."),
                "Bring them back, or evaluate on every image, those of the training among them: --split all.");
        }

        return new([.. names.Val.Select(name => images[name])], [.. names.Train.Where(images.ContainsKey).Select(name => images[name])]);
    }

    /// <summary>Whether a project is the one that a run split. Where the workspace does not know, one image of the same name says so.</summary>
    private static bool IsOwn(Workspace workspace, Project project, PublishedExperiment experiment, SplitNames names)
    {
        if (new ProjectRegistry(workspace.Root).Find(experiment.ProjectId) is { } known && Directory.Exists(known.Path)) return RealPath.Of(project.Directory) == known.Path;
        var images = project.Images.Select(image => image.ToString()).ToHashSet(StringComparer.Ordinal);
        return names.Val.Concat(names.Train).Any(images.Contains);
    }

    private static SplitNames? NamesOf(string file)
    {
        if (!File.Exists(file)) return null;
        try
        {
            var names = JsonSerializer.Deserialize(File.ReadAllBytes(file), PublishedSplitJson.Default.PublishedSplit)?.Names;
            return names is null || names.Val.Concat(names.Train).All(name => name is not null) ? names : throw new JsonException("A name of an image is null.");
        }
        catch (JsonException e)
        {
            throw new RefusedException(
                Refusal.WrongRequest, [new Problem("wrong-file", Severity.Error, $"'{file}' cannot be read: {e.Message}", file, Hint: "Evaluate on every image, those of the training among them: --split all.")]);
        }
    }
}

/// <summary>The published split of a run, as far as it is read.</summary>
internal sealed record PublishedSplit(SplitNames? Names = null);

/// <summary>Names of images, <c>dataset/file</c>.</summary>
internal sealed record SplitNames(IReadOnlyList<string> Train, IReadOnlyList<string> Val);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PublishedSplit))]
internal sealed partial class PublishedSplitJson : JsonSerializerContext;
