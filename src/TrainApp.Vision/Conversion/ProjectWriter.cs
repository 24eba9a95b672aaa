using TrainApp.Files;

namespace TrainApp.Vision.Conversion;

/// <summary>
/// Writes a project in Supervisely's format: <c>meta.json</c>, a folder per dataset with <c>img</c> and <c>ann</c>, nested
/// datasets in <c>datasets</c>. It appears whole or not at all. Datasets and images are added one after the other, so that
/// names are the same each time; images are written by several threads at a time.
/// </summary>
internal sealed class ProjectWriter : IDisposable
{
    private readonly FolderInWork _folder;
    private readonly DatasetFolders _places = new("datasets", "img", "ann", "img_info", "seg", "meta", "meta.json", "datasets", "blob");
    private readonly HashSet<string> _datasets = new(StringComparer.Ordinal);

    /// <param name="output">The project's folder; nothing is there, or an empty folder.</param>
    /// <exception cref="ConversionException">Something is there.</exception>
    public ProjectWriter(string output) => _folder = FolderInWork.Begin(output);

    /// <summary>Adds a dataset.</summary>
    /// <param name="fullName">Names of its parents and its own, joined by <c>/</c>. Parents need not be added themselves.</param>
    /// <exception cref="ArgumentException">It was added before: the images of one would replace those of the other.</exception>
    public DatasetPlace AddDataset(string fullName)
    {
        if (!_datasets.Add(fullName)) throw new ArgumentException($"There is a dataset '{fullName}' already.", nameof(fullName));
        var directory = Path.Combine(_folder.Path, _places.Of(fullName));
        Directory.CreateDirectory(Path.Combine(directory, "img"));
        Directory.CreateDirectory(Path.Combine(directory, "ann"));
        return new DatasetPlace(directory);
    }

    /// <summary>Writes an image's annotation, and copies its file if there is one.</summary>
    /// <param name="image">Its place.</param>
    /// <param name="annotation">The annotation.</param>
    /// <param name="source">The image file; null in a dataset of annotations alone.</param>
    public static void Write(ImagePlace image, Annotation annotation, string? source)
    {
        File.WriteAllBytes(Path.Combine(image.Dataset.Directory, "ann", image.Name + ".json"), Projects.AnnotationWriter.Write(annotation));
        if (source is not null) WritableCopy.Make(source, Path.Combine(image.Dataset.Directory, "img", image.Name));
    }

    /// <summary>Writes <c>meta.json</c> and puts the project in its place.</summary>
    /// <returns>The place, as a full path.</returns>
    public string Commit(ProjectMeta meta)
    {
        meta.Save(Path.Combine(_folder.Path, "meta.json"));
        return _folder.Commit();
    }

    /// <summary>Deletes what was written, unless it is in its place.</summary>
    public void Dispose() => _folder.Dispose();
}

/// <summary>A dataset of a project that is being written.</summary>
internal sealed class DatasetPlace(string directory)
{
    private readonly SafeNames _images = new();

    public string Directory { get; } = directory;

    /// <summary>Adds an image; its name is made safe, and new in the dataset.</summary>
    public ImagePlace AddImage(string fileName) => new(this, _images.Take(fileName));
}

/// <summary>An image of a project that is being written.</summary>
/// <param name="Dataset">Its dataset.</param>
/// <param name="Name">Its file name.</param>
internal sealed record ImagePlace(DatasetPlace Dataset, string Name);
