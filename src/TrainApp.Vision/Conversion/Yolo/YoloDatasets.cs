using TrainApp.Vision.Conversion;
using TrainApp.Vision.Conversion.Yolo;

namespace TrainApp;

/// <summary>Datasets and projects as YOLO files: <c>images</c> and <c>labels</c>, each with <c>train</c> and <c>val</c>, and <c>data_config.yaml</c>.</summary>
public static class YoloDatasets
{
    /// <summary>
    /// Writes all images of a project to one folder, named after their datasets. Classes are numbered from 0 in the order of the meta.
    /// Coordinates are parts of the image's size, from the edges of its first pixels. Boxes have their true middles and count their
    /// last pixels; outlines and key points run through the middles of their pixels; masks become a ring per piece that goes around
    /// the holes too; every line of a pose has the key points of the class that has most.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="directory">The folder; nothing is there, or an empty folder. It appears whole or not at all.</param>
    /// <param name="options">How to write; boxes when it is null.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ConversionException">The folder is not empty or lies in the project; or the reference's form was asked for with poses.</exception>
    /// <exception cref="ProjectException">An annotation cannot be read.</exception>
    public static ConversionReport ToYolo(
        this Project project,
        string directory,
        YoloOptions? options = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(directory);
        options ??= new YoloOptions();
        RequireForm(options, directory);
        RequireDatasets(project, options);
        OutputPlace.RequireOutside(project, directory);
        var conversion = new YoloConversion(project.Meta, options);
        using var folder = FolderInWork.Begin(directory);
        var objects = conversion.Write(project.Images, folder.Path, NameOf(directory), progress, cancellationToken);
        return new(project.Images.Count, objects, conversion.Drops.ToList(), folder.Commit());
    }

    /// <summary>
    /// Writes the images of a dataset as <see cref="ToYolo(Project, string, YoloOptions?, IProgress{ConversionProgress}?, CancellationToken)"/> does, to
    /// a folder that may hold other datasets already: files of the same names are replaced, all others stay.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="meta">Classes, in the order of their numbers.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="options">How to write; boxes when it is null.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; each file is whole or not there.</param>
    /// <exception cref="ConversionException">The reference's form was asked for with poses.</exception>
    /// <exception cref="ProjectException">An annotation cannot be read, or has an object of a class that is not in the meta.</exception>
    public static ConversionReport ToYolo(
        this Dataset dataset,
        ProjectMeta meta,
        string directory,
        YoloOptions? options = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(meta);
        ArgumentNullException.ThrowIfNull(directory);
        options ??= new YoloOptions();
        RequireForm(options, directory);
        var conversion = new YoloConversion(meta, options);
        var target = Path.GetFullPath(directory);
        var objects = conversion.Write(dataset.Images, target, NameOf(target), progress, cancellationToken);
        return new(dataset.Images.Count, objects, conversion.Drops.ToList(), target);
    }

    private static string NameOf(string directory) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));

    private static void RequireForm(YoloOptions options, string directory)
    {
        if (options is { IsReferenceCompatible: true, Task: YoloTask.Pose })
            throw new ConversionException("The reference's form for poses has lines of different lengths, which no trainer reads.", directory, hint: "Convert without asking for that form.");
    }

    private static void RequireDatasets(Project project, YoloOptions options)
    {
        foreach (var name in options.ValidationDatasets ?? [])
        {
            if (project.Datasets.Find(name) is null)
                throw new ConversionException($"The project has no dataset '{name}'. It has: {string.Join(", ", project.Datasets)}.", project.Directory);
        }
    }
}
