using TrainApp.Formats;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Takes whole datasets; a parent does not bring its children.</summary>
internal static class DatasetDivision
{
    public static (IEnumerable<ImageItem> Train, IEnumerable<ImageItem> Val) Divide(Project project, DatasetSplit split, List<Problem> problems)
    {
        var train = Find(project, split.Train, problems);
        var val = Find(project, split.Val, problems);
        if (!problems.Exists(problem => problem.Severity == Severity.Error))
        {
            CheckSide("train", train, problems);
            CheckSide("val", val, problems);
            WarnOfOverlap(train, val, problems);
        }

        return (train.SelectMany(dataset => dataset.Images), val.SelectMany(dataset => dataset.Images));
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
}
