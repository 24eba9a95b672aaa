using TrainApp.Formats;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>The two sides of a split, each in the order of <see cref="Project.Images"/>.</summary>
/// <param name="Train">Images to train on.</param>
/// <param name="Val">Images to validate on.</param>
/// <param name="Problems">With an error among them the split cannot be used.</param>
internal sealed record SplitImages(IReadOnlyList<ImageItem> Train, IReadOnlyList<ImageItem> Val, IReadOnlyList<Problem> Problems)
{
    public bool HasErrors => Problems.Any(problem => problem.Severity == Severity.Error);

    /// <summary>The first error, in words.</summary>
    public string Error => Problems.First(problem => problem.Severity == Severity.Error).Message;
}

/// <summary>
/// Divides a project's images. The same names, specification and seed always give the same split; one by tags or
/// classes needs the same annotations, too.
/// </summary>
internal static class Splitter
{
    public static SplitImages Split(SplitSource source, SplitSpecification specification, long seed)
    {
        var problems = new List<Problem>();
        var (train, val) = specification switch
        {
            RandomSplit random => RandomDivision.Divide(source, random, seed, problems),
            DatasetSplit datasets => DatasetDivision.Divide(source.Project, datasets, problems),
            TagSplit tags => TagDivision.Divide(source, tags, problems),
            CollectionSplit collections => CollectionDivision.Divide(source, collections, problems),
            NoSplit => (source.Project.Images, []),
            _ => throw new ArgumentException($"There is no such split: {specification}.", nameof(specification)),
        };
        var split = new SplitImages(InOrder(train), InOrder(val), problems);
        if (split.HasErrors) return split;
        foreach (var (side, images) in new[] { ("train", split.Train), ("val", split.Val) })
        {
            if (images.Count == 0 && specification is not NoSplit)
                problems.Add(new(ProblemIds.SplitSideEmpty, Severity.Error, $"The split '{specification}' of {source.Project.Images.Count} images leaves no image for '{side}'."));
        }

        return split;
    }

    private static List<ImageItem> InOrder(IEnumerable<ImageItem> images) => [.. images.Distinct().OrderBy(image => image.Index)];
}
