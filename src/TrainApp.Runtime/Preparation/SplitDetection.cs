namespace TrainApp.Preparation;

/// <summary>
/// The split of a request that names none: that of the latest run, which its collections keep; else the datasets whose
/// names say what they are for; else 80 % at random. Only methods that the app offers count.
/// </summary>
internal static class SplitDetection
{
    private static readonly string[] TrainNames = ["train", "training"];
    private static readonly string[] ValNames = ["val", "validation", "test", "testing"];

    /// <returns>Null when the app offers no method that needs no names.</returns>
    public static SplitSpecification? Detect(SplitSource source, IReadOnlyList<string> methods)
    {
        if (methods.Contains("collections", StringComparer.Ordinal) && OfCollections(source) is { } collections) return collections;
        if (methods.Contains("datasets", StringComparer.Ordinal) && OfDatasets(source.Project) is { } datasets) return datasets;
        return methods.Contains("random", StringComparer.Ordinal) ? new RandomSplit(SplitSide.Train, RandomSplit.DefaultPercent) : null;
    }

    /// <summary>The newest pair of which the project still has images on both sides.</summary>
    private static CollectionSplit? OfCollections(SplitSource source)
    {
        if (source.Collections is null) return null;
        foreach (var (train, val) in source.Collections.NewestPairs())
        {
            var split = new CollectionSplit([train], [val]);
            if (!Splitter.Split(source, split, seed: 0).HasErrors) return split;
        }

        return null;
    }

    private static DatasetSplit? OfDatasets(Project project)
    {
        var (train, val) = (new List<Dataset>(), new List<Dataset>());
        foreach (var dataset in project.Datasets)
        {
            var side = SideOf(dataset.FullName);
            if (side == SplitSide.Train) train.Add(dataset);
            if (side == SplitSide.Val) val.Add(dataset);
        }

        if (!train.Exists(dataset => dataset.Images.Count > 0) || !val.Exists(dataset => dataset.Images.Count > 0)) return null;
        return new([.. train.Select(dataset => dataset.FullName)], [.. val.Select(dataset => dataset.FullName)]);
    }

    /// <summary>A dataset belongs to what the innermost telling name on its way says: children go with their parents.</summary>
    private static SplitSide? SideOf(string fullName)
    {
        foreach (var name in fullName.Split('/').Reverse())
        {
            if (TrainNames.Contains(name, StringComparer.OrdinalIgnoreCase)) return SplitSide.Train;
            if (ValNames.Contains(name, StringComparer.OrdinalIgnoreCase)) return SplitSide.Val;
        }

        return null;
    }
}
