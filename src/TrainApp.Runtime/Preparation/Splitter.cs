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
}

/// <summary>Divides a project's images. The same names, specification and seed always give the same split.</summary>
internal static class Splitter
{
    public static SplitImages Split(Project project, SplitSpecification specification, long seed) => specification switch
    {
        RandomSplit random => AtRandom(project, random, seed),
        DatasetSplit datasets => ByDatasets(project, datasets),
        _ => throw new ArgumentException($"There is no such split: {specification}.", nameof(specification)),
    };

    private static SplitImages AtRandom(Project project, RandomSplit random, long seed)
    {
        var problems = new List<Problem>();
        WarnOfShares(random, problems);
        var (trainCount, valCount) = random.Count(project.Images.Count);
        foreach (var (side, count) in new[] { ("train", trainCount), ("val", valCount) })
        {
            if (count == 0)
                problems.Add(new(ProblemIds.SplitSideEmpty, Severity.Error, $"The split '{random}' of {project.Images.Count} images leaves no image for '{side}'."));
        }

        var images = project.Images.ToArray();
        new SeededSequence(seed).Shuffle<ImageItem>(images);
        return new(InOrder(images.Take(trainCount)), InOrder(images.Skip(trainCount)), problems);
    }

    private static void WarnOfShares(RandomSplit random, List<Problem> problems)
    {
        var train = random.Side == SplitSide.Train ? random.Percent : 100 - random.Percent;
        var warning = train switch
        {
            50 => "trains on half of the images only",
            > 90 => "keeps less than a tenth of the images for validation: its figures will be unsteady",
            < 50 => "keeps more images for validation than for training",
            < 70 => "trains on less than 70 % of the images",
            _ => null,
        };
        if (warning is not null) problems.Add(new(ProblemIds.SplitUnusual, Severity.Warning, $"The split '{random}' {warning}."));
    }

    private static SplitImages ByDatasets(Project project, DatasetSplit split)
    {
        var problems = new List<Problem>();
        var train = Find(project, split.Train, problems);
        var val = Find(project, split.Val, problems);
        if (!problems.Exists(problem => problem.Severity == Severity.Error))
        {
            CheckSide("train", train, problems);
            CheckSide("val", val, problems);
            WarnOfOverlap(train, val, problems);
        }

        return new(Images(train), Images(val), problems);
    }

    private static List<Dataset> Find(Project project, IReadOnlyList<string> names, List<Problem> problems)
    {
        var found = new List<Dataset>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (project.Datasets.Find(name) is { } dataset) found.Add(dataset);
            else
            {
                var known = project.Datasets.Select(other => other.FullName).ToList();
                problems.Add(new(
                    ProblemIds.SplitDatasetUnknown,
                    Severity.Error,
                    $"The project '{project.Name}' has no dataset '{name}'.{NearestName.Suggest(name, known)} It has: {string.Join(", ", known)}."));
            }
        }

        return found;
    }

    private static void CheckSide(string side, List<Dataset> datasets, List<Problem> problems)
    {
        var empty = datasets.Where(dataset => dataset.Images.Count == 0).ToList();
        if (empty.Count == datasets.Count)
            problems.Add(new(ProblemIds.SplitSideEmpty, Severity.Error, $"The side '{side}' of the split has no image: {string.Join(", ", empty)}."));
        else if (empty.Count > 0)
            problems.Add(new(ProblemIds.SplitUnusual, Severity.Warning, $"The side '{side}' of the split has datasets without images: {string.Join(", ", empty)}."));
    }

    private static void WarnOfOverlap(List<Dataset> train, List<Dataset> val, List<Problem> problems)
    {
        var both = train.Intersect(val).ToList();
        if (both.Count == 0) return;
        problems.Add(new(
            ProblemIds.SplitOverlap,
            Severity.Warning,
            $"{string.Join(", ", both)}: on both sides of the split, so validation says little about images that were never seen."));
    }

    private static List<ImageItem> Images(List<Dataset> datasets) => InOrder(datasets.SelectMany(dataset => dataset.Images));

    private static List<ImageItem> InOrder(IEnumerable<ImageItem> images) => [.. images.OrderBy(image => image.Index)];
}
