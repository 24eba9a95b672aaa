using System.Globalization;
using TrainApp.Findings;
using TrainApp.Projects;

namespace TrainApp.Preflight;

/// <summary>Reads every annotation of a split and looks at every image file: what preparing the data would leave out.</summary>
internal static class DataChecks
{
    /// <summary>How many findings of one kind are listed.</summary>
    private const int MostOfAKind = 20;

    public static IEnumerable<Finding> Look(IReadOnlyList<ImageItem> train, IReadOnlyList<ImageItem> val, CancellationToken cancellationToken)
    {
        ImageItem[] images = [.. train.Concat(val).Distinct()];
        var problems = new IReadOnlyList<ProjectProblem>[images.Length];
        Parallel.For(0, images.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => problems[i] = Look(images[i]));

        var broken = images.Where((_, i) => problems[i].Any(problem => problem.IsError)).ToHashSet();
        return problems.SelectMany(list => list).Select(problem => RequestPreflight.Of(problem.ToProblem()) with { Severity = Finding.Warning })
            .GroupBy(finding => finding.Code, StringComparer.Ordinal)
            .SelectMany(Shortened)
            .Concat(new[] { Side("train", train, broken), Side("val", val, broken) }.OfType<Finding>())
            .Append(new Finding(Finding.Ok, "data", string.Create(CultureInfo.InvariantCulture, $"{images.Length - broken.Count} of {images.Length} images and annotations can be used.")));
    }

    private static IReadOnlyList<ProjectProblem> Look(ImageItem image)
    {
        IReadOnlyList<ProjectProblem> read = AnnotationReading.Of(image).Problems;
        return FileSize.Of(image.ImagePath) switch
        {
            null => [.. read, new ProjectProblem(ProblemIds.ImageBroken, IsError: true, $"The image '{image}' will be left out: its file is not there.", image.ImagePath)],
            0 => [.. read, new ProjectProblem(ProblemIds.ImageBroken, IsError: true, $"The image '{image}' will be left out: its file is empty.", image.ImagePath)],
            _ => read,
        };
    }

    private static IEnumerable<Finding> Shortened(IGrouping<string, Finding> kind)
    {
        var all = kind.ToList();
        return all.Count <= MostOfAKind ? all : all.Take(MostOfAKind).Append(new Finding(
            Finding.Warning, kind.Key, string.Create(CultureInfo.InvariantCulture, $"{all.Count - MostOfAKind} more of this kind."), "The health verb lists them all."));
    }

    private static Finding? Side(string name, IReadOnlyList<ImageItem> images, HashSet<ImageItem> broken) => images.Count == 0 || !images.All(broken.Contains)
        ? null
        : new Finding(Finding.Error, "split", string.Create(CultureInfo.InvariantCulture, $"None of the {images.Count} images of '{name}' can be used."), "Repair the files that are named, or choose another split.");
}
