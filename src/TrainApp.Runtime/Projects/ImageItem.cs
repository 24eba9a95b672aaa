namespace TrainApp;

/// <summary>One image of a dataset. Holds names only; files are opened when asked for.</summary>
public sealed class ImageItem
{
    private readonly bool _hasOlderAnnotationName;

    internal ImageItem(Dataset dataset, string name, bool hasImage, bool hasOlderAnnotationName)
    {
        Dataset = dataset;
        Name = name;
        HasImage = hasImage;
        _hasOlderAnnotationName = hasOlderAnnotationName;
    }

    /// <summary>The file name, with its extension.</summary>
    public string Name { get; }

    /// <summary>The dataset that it belongs to.</summary>
    public Dataset Dataset { get; }

    /// <summary>False in a project of annotations only, whose <see cref="ImagePath"/> does not exist.</summary>
    public bool HasImage { get; }

    /// <summary>Path of the image file.</summary>
    public string ImagePath => Path.Combine(Dataset.ImageDirectory, Name);

    /// <summary>Path of the annotation file.</summary>
    public string AnnotationPath => Path.Combine(
        Dataset.AnnotationDirectory,
        (_hasOlderAnnotationName ? Path.GetFileNameWithoutExtension(Name) : Name) + ".json");

    /// <summary>
    /// The server's id, if every image of the project carries one (<c>img_info</c>) and they differ; else the
    /// 1-based place among <see cref="Project.Images"/>. The first call for a project reads its <c>img_info</c> files.
    /// </summary>
    public long Id => Dataset.Project.Ids.OfImage(Index);

    internal int Index { get; set; }

    /// <summary>Reads the annotation.</summary>
    /// <exception cref="ProjectException">The file or an object in it cannot be read; the message names it.</exception>
    public Annotation ReadAnnotation() => ReadSound().Annotation;

    /// <summary>Reads the annotation; also gives what is doubtful in it.</summary>
    /// <exception cref="ProjectException">The file or an object in it cannot be read; the message names it.</exception>
    internal (Annotation Annotation, IReadOnlyList<ProjectProblem> Problems) ReadSound()
    {
        var reading = AnnotationReading.Of(this);
        if (reading.Annotation is { } annotation) return (annotation, reading.Problems);
        var errors = reading.Problems.Where(problem => problem.IsError).ToList();
        var place = errors[0].Line is { } line ? $"{errors[0].Path}, line {line}" : errors[0].Path;
        throw new ProjectException(
            errors.Count == 1 ? errors[0].Message : $"{errors[0].Message} There are {errors.Count - 1} more mistakes in it.",
            errors[0].Path,
            $"See {place}.");
    }

    /// <summary>The dataset's full name, a slash, the file name.</summary>
    public override string ToString() => $"{Dataset.FullName}/{Name}";
}
