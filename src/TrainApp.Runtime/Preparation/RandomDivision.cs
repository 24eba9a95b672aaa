using TrainApp.Formats;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Draws images, or groups of them, by a seed.</summary>
internal static class RandomDivision
{
    public static (IEnumerable<ImageItem> Train, IEnumerable<ImageItem> Val) Divide(SplitSource source, RandomSplit split, long seed, List<Problem> problems)
    {
        WarnOfShares(split, problems);
        var project = source.Project;
        if (split.GroupTag is { } tag && !TagCheck.IsOnImages(source, tag, problems)) return ([], []);
        var (trainCount, valCount) = split.Count(project.Images.Count);
        if (split is { GroupTag: null, IsStratified: false })
        {
            var images = project.Images.ToArray();
            new SeededSequence(seed).Shuffle<ImageItem>(images);
            return (images.Take(trainCount), images.Skip(trainCount));
        }

        var groups = split.GroupTag is { } key ? TagGroups.Of(source, key) : [.. project.Images.Select(image => (IReadOnlyList<ImageItem>)[image])];
        var random = new SeededSequence(seed);
        var isVal = split.IsStratified
            ? StratifiedDraw.Choose(groups, source.Outline, project.Meta.Classes.Count, valCount, random)
            : GroupDraw.Choose(groups, valCount, random);
        if (groups.Count == 1 && project.Images.Count > 1)
            problems.Add(new(ProblemIds.SplitSideEmpty, Severity.Error, $"The split '{split}' keeps all {project.Images.Count} images together: the tag '{split.GroupTag}' makes one group of them."));
        return (Side(groups, isVal, val: false), Side(groups, isVal, val: true));
    }

    private static IEnumerable<ImageItem> Side(IReadOnlyList<IReadOnlyList<ImageItem>> groups, bool[] isVal, bool val) =>
        groups.Where((_, index) => isVal[index] == val).SelectMany(group => group);

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
}
