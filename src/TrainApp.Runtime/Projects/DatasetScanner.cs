namespace TrainApp.Projects;

/// <summary>Pairs the images of a dataset with their annotations.</summary>
internal sealed class DatasetScanner(Dataset dataset, List<ProjectProblem> problems)
{
    private const string Json = ".json";

    private static readonly HashSet<string> ImageExtensions = new(
        [".jpg", ".jpeg", ".mpo", ".bmp", ".png", ".webp", ".tiff", ".tif", ".nrrd", ".jfif"],
        StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _unclaimed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _olderNames = new(StringComparer.Ordinal);

    /// <summary>Whether a file of that name counts as an image.</summary>
    public static bool IsImage(string name) => ImageExtensions.Contains(Path.GetExtension(name));

    public ImageItem[] FindImages()
    {
        var names = ImageNames();
        foreach (var file in FileNames(dataset.AnnotationDirectory))
        {
            if (file.EndsWith(Json, StringComparison.Ordinal)) _unclaimed.Add(file);
        }

        return names.Count == 0 ? OfAnnotationsAlone() : Pair(names);
    }

    private List<string> ImageNames()
    {
        var names = new List<string>();
        foreach (var file in FileNames(dataset.ImageDirectory))
        {
            if (IsImage(file)) names.Add(file);
            else if (!file.StartsWith('.'))
            {
                var path = Path.Combine(dataset.ImageDirectory, file);
                Report(ProblemIds.NotAnImage, isError: false, path, $"'{file}' in dataset '{dataset.FullName}' is no image; it is left out.");
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private ImageItem[] OfAnnotationsAlone() =>
        [.. _unclaimed.Order(StringComparer.Ordinal).Select(file => new ImageItem(dataset, file[..^Json.Length], hasImage: false, hasOlderAnnotationName: false))];

    private ImageItem[] Pair(List<string> names)
    {
        var owners = new bool[names.Count];
        for (var i = 0; i < names.Count; i++) owners[i] = _unclaimed.Remove(names[i] + Json);
        for (var i = 0; i < names.Count; i++)
        {
            if (!owners[i] && OlderName(names[i]) is var older && !_olderNames.TryAdd(older, names[i])) _olderNames[older] = "";
        }

        var images = new List<ImageItem>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            if (owners[i]) images.Add(new(dataset, names[i], hasImage: true, hasOlderAnnotationName: false));
            else if (IsSoleOwner(names[i])) images.Add(new(dataset, names[i], hasImage: true, hasOlderAnnotationName: true));
        }

        ReportUnclaimed(images);
        return [.. images];
    }

    /// <summary>Whether an image without an annotation of its own name owns the one of the older name; if not, that is reported.</summary>
    private bool IsSoleOwner(string name)
    {
        var older = OlderName(name);
        var path = Path.Combine(dataset.ImageDirectory, name);
        if (!_unclaimed.Contains(older))
        {
            var message = $"The image '{dataset.FullName}/{name}' is left out: it has no annotation 'ann/{name}.json'.";
            Report(ProblemIds.AnnotationMissing, isError: true, path, message, Path.Combine(dataset.AnnotationDirectory, name + Json));
            return false;
        }

        if (_olderNames[older].Length > 0) return true;
        Report(
            ProblemIds.AnnotationShared,
            isError: true,
            path,
            $"The image '{dataset.FullName}/{name}' is left out: the annotation 'ann/{older}' would belong to other images too.");
        return false;
    }

    private void ReportUnclaimed(List<ImageItem> images)
    {
        foreach (var image in images) _unclaimed.Remove(Path.GetFileName(image.AnnotationPath));
        if (_unclaimed.Count == 0) return;
        var withOwn = images.ToLookup(image => OlderName(image.Name), StringComparer.Ordinal);
        foreach (var file in _unclaimed.Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(dataset.AnnotationDirectory, file);
            if (withOwn[file].FirstOrDefault() is { } image)
            {
                var message = $"The image '{image}' has two annotations: 'ann/{image.Name}.json' is used, 'ann/{file}' is not.";
                Report(ProblemIds.AnnotationTwice, isError: false, path, message);
            }
            else if (!_olderNames.ContainsKey(file))
            {
                var message = $"The annotation 'ann/{file}' of dataset '{dataset.FullName}' belongs to no image; it is left out.";
                Report(ProblemIds.ImageMissing, isError: false, path, message, Path.Combine(dataset.ImageDirectory, file[..^Json.Length]));
            }
        }
    }

    private static string OlderName(string image) => Path.GetFileNameWithoutExtension(image) + Json;

    private static IEnumerable<string> FileNames(string directory) =>
        new DirectoryInfo(directory).EnumerateFiles().Select(file => file.Name);

    private void Report(string id, bool isError, string path, string message, string? missingPath = null) =>
        problems.Add(new(id, isError, message, path) { MissingPath = missingPath });
}
