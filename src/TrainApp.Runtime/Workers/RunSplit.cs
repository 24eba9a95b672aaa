using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;
using TrainApp.Preparation;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>
/// The images of a run's two sides, by name, kept in its folder: a run that is finalized again uses the split that it
/// was trained with, whatever has come to the project since.
/// </summary>
internal sealed record RunSplit(IReadOnlyList<string> Train, IReadOnlyList<string> Val)
{
    /// <summary>The split made before, or made now and kept.</summary>
    /// <exception cref="ProjectException">An image of the split is gone, or the split is not possible any more.</exception>
    public static (IReadOnlyList<ImageItem> Train, IReadOnlyList<ImageItem> Val) Of(RunFolder folder, RunRecord run, Project project)
    {
        if (File.Exists(folder.SplitFile) && JsonSerializer.Deserialize(File.ReadAllBytes(folder.SplitFile), RunSplitJson.Default.RunSplit) is { } kept)
            return (kept.Find(kept.Train, project), kept.Find(kept.Val, project));

        if (!SplitSpecification.TryParse(run.Split, out var specification, out _)) throw new InvalidDataException($"'{run.Split}' is not a split.");
        var split = Splitter.Split(project, specification, run.Seed);
        if (split.HasErrors) throw new ProjectException(split.Problems[0].Message, project.Directory);
        var made = new RunSplit([.. split.Train.Select(image => image.ToString())], [.. split.Val.Select(image => image.ToString())]);
        AtomicFile.WriteBytes(folder.SplitFile, JsonSerializer.SerializeToUtf8Bytes(made, RunSplitJson.Default.RunSplit));
        return (split.Train, split.Val);
    }

    private IReadOnlyList<ImageItem> Find(IReadOnlyList<string> names, Project project)
    {
        var images = project.Images.ToDictionary(image => image.ToString(), StringComparer.Ordinal);
        var gone = names.Where(name => !images.ContainsKey(name)).ToList();
        if (gone.Count > 0)
            throw new ProjectException($"{gone.Count} of {Train.Count + Val.Count} images that the run was trained with are gone: {string.Join(", ", gone.Take(5))}.", project.Directory);
        return [.. names.Select(name => images[name])];
    }
}

/// <summary>JSON of <c>split.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RunSplit))]
internal sealed partial class RunSplitJson : JsonSerializerContext;
