using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;
using TrainApp.Preparation;
using TrainApp.Runs;

namespace TrainApp.Workers;

/// <summary>The images of a run's two sides.</summary>
/// <param name="Train">Images to train on.</param>
/// <param name="Val">Images to validate on; none where there is no split.</param>
/// <param name="Collections">The collections that keep the sides; null where there is no split.</param>
internal sealed record RunImages(IReadOnlyList<ImageItem> Train, IReadOnlyList<ImageItem> Val, RunCollections? Collections);

/// <summary>Names of the collections that hold a run's sides.</summary>
internal sealed record RunCollections(string Train, string Val);

/// <summary>
/// The images of a run's two sides, by name, kept in its folder: a run that is finalized again uses the split that it
/// was trained with, whatever has come to the project since.
/// </summary>
internal sealed record RunSplit(IReadOnlyList<string> Train, IReadOnlyList<string> Val, RunCollections? Collections = null)
{
    /// <summary>The split made before, or made now and kept: in the run's folder, and as a pair of collections of the project.</summary>
    /// <exception cref="ProjectException">An image of the split is gone, or the split is not possible any more.</exception>
    public static RunImages Of(RunFolder folder, RunRecord run, Project project, CancellationToken cancellationToken)
    {
        if (File.Exists(folder.SplitFile) && JsonSerializer.Deserialize(File.ReadAllBytes(folder.SplitFile), RunSplitJson.Default.RunSplit) is { } kept)
            return new(kept.Find(kept.Train, project), kept.Find(kept.Val, project), kept.Collections);

        if (!SplitSpecification.TryParse(run.Split, out var specification, out _)) throw new InvalidDataException($"'{run.Split}' is not a split.");
        var collections = CollectionFolder.Of(Workspace.OfRun(folder.Directory), run.ProjectId);
        var split = Splitter.Split(new SplitSource(project, collections, cancellationToken), specification, run.Seed);
        if (split.HasErrors) throw new ProjectException(split.Error, project.Directory);
        var pair = Pair(specification, split, collections);
        var made = new RunSplit([.. split.Train.Select(image => image.ToString())], [.. split.Val.Select(image => image.ToString())], pair);
        AtomicFile.WriteBytes(folder.SplitFile, JsonSerializer.SerializeToUtf8Bytes(made, RunSplitJson.Default.RunSplit));
        return new(split.Train, split.Val, pair);
    }

    /// <summary>A pair that a run made is used again; any other split makes the next one.</summary>
    private static RunCollections? Pair(SplitSpecification specification, SplitImages split, CollectionFolder collections)
    {
        if (specification is NoSplit) return null;
        if (specification is CollectionSplit { Train: [var train], Val: [var val] }
            && train.StartsWith(CollectionFolder.TrainPrefix, StringComparison.Ordinal) && val.StartsWith(CollectionFolder.ValPrefix, StringComparison.Ordinal))
            return new(train, val);
        var added = collections.AddPair(split.Train, split.Val);
        return new(added.Train, added.Val);
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
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunSplit))]
internal sealed partial class RunSplitJson : JsonSerializerContext;
