namespace TrainApp.Projects;

/// <summary>Finds the datasets below a project's folder.</summary>
internal sealed class ProjectScanner(Project project, List<ProjectProblem> problems)
{
    private const string Children = "datasets";

    private static readonly HashSet<string> NoDataset =
        new(["img", "ann", "img_info", "seg", "meta", Children, "blob"], StringComparer.Ordinal);

    private readonly SortedDictionary<string, Dataset> _datasets = new(StringComparer.Ordinal);

    public List<Dataset> FindDatasets()
    {
        Visit(project.Directory, parent: "", [RealPath.Of(project.Directory)]);
        return [.. _datasets.Values];
    }

    /// <summary>Looks at the folders in a folder; true when one of them, at any depth, is a dataset.</summary>
    private bool Visit(string directory, string parent, List<string> above)
    {
        var found = false;
        // Folders in `datasets` come first: where two folders claim one name, the one in its proper place wins.
        foreach (var child in Directory.EnumerateDirectories(directory).OrderBy(path => !IsChildren(path)).ThenBy(path => path, StringComparer.Ordinal))
        {
            var name = Path.GetFileName(child);
            if (NoDataset.Contains(name) && !IsChildren(child))
            {
                if (ProjectKind.HasImagesAndAnnotations(child))
                    Report(child, $"The folder '{name}' holds img and ann, but '{name}' is no possible name of a dataset.");
                continue;
            }

            if (Enter(child, above) is not { } inside) continue;
            found |= IsChildren(child)
                ? Visit(child, parent, inside)
                : VisitCandidate(child, parent.Length == 0 ? name : $"{parent}/{name}", inside);
        }

        return found;
    }

    private bool VisitCandidate(string directory, string fullName, List<string> above)
    {
        var hasImages = Directory.Exists(Path.Combine(directory, "img"));
        var hasAnnotations = Directory.Exists(Path.Combine(directory, "ann"));
        if (hasImages && hasAnnotations)
        {
            Add(directory, fullName);
            _ = Visit(directory, fullName, above);
            return true;
        }

        var isHidden = Path.GetFileName(directory).StartsWith('.');
        if (hasImages || hasAnnotations)
            Report(directory, $"The dataset '{fullName}' is left out: it has no folder {(hasImages ? "ann" : "img")}{Archive(directory)}.");
        else if (isHidden)
            return false;
        var found = Visit(directory, fullName, above);
        if (!found && !hasImages && !hasAnnotations)
            Report(directory, $"The folder '{fullName}' is no dataset: it has neither img nor ann{Archive(directory)}.");
        return found || hasImages || hasAnnotations;
    }

    private void Add(string directory, string fullName)
    {
        if (_datasets.TryGetValue(fullName, out var other))
        {
            Report(directory, $"The dataset '{fullName}' is there twice: '{directory}' is left out, '{other.Directory}' is used.");
            return;
        }

        var dataset = new Dataset(project, fullName, directory);
        dataset.Images = new DatasetScanner(dataset, problems).FindImages();
        _datasets.Add(fullName, dataset);
    }

    private List<string>? Enter(string directory, List<string> above)
    {
        var isLink = new DirectoryInfo(directory).LinkTarget is not null;
        var real = isLink ? RealPath.Of(directory) : Path.Combine(above[^1], Path.GetFileName(directory));
        if (!above.Contains(real, StringComparer.Ordinal)) return [.. above, real];
        Report(directory, $"The link '{Path.GetFileName(directory)}' leads back to a folder that it lies in; it is left out.");
        return null;
    }

    private static bool IsChildren(string path) => string.Equals(Path.GetFileName(path), Children, StringComparison.Ordinal);

    private static string Archive(string directory) =>
        Directory.EnumerateFiles(directory, "*_offsets.pkl").Any() ? " (its images lie in an archive, which TrainApp does not read)" : "";

    private void Report(string path, string message) => problems.Add(new(ProblemIds.DatasetBroken, IsError: true, message, path));
}
