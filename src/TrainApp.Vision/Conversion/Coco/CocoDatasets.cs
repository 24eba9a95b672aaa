using TrainApp.Vision.Conversion;
using TrainApp.Vision.Conversion.Coco;

namespace TrainApp;

/// <summary>Datasets and projects as COCO files.</summary>
public static class CocoDatasets
{
    /// <summary>
    /// Writes a dataset's annotations as a COCO file, with exact geometry: see
    /// <see cref="ToCoco(Dataset, ProjectMeta, CocoOptions, string?, IProgress{ConversionProgress}?, CancellationToken)"/>.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="meta">Classes, in the order of the categories.</param>
    /// <param name="directory">The folder to write to; the dataset's own when it is null.</param>
    /// <returns>Path of the file: <c>annotations/coco_instances.json</c> in the folder.</returns>
    /// <exception cref="ProjectException">An annotation cannot be read, or has an object of a class that is not in the meta.</exception>
    public static string ToCoco(this Dataset dataset, ProjectMeta meta, string? directory = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(meta);
        return new DatasetConversion(meta, new CocoOptions(), new DropCounter(), TimeProvider.System).Write(dataset, directory ?? dataset.Directory, imageDone: null, CancellationToken.None).Path;
    }

    /// <summary>
    /// Writes a dataset's annotations as COCO files: <c>annotations/coco_instances.json</c> in the folder, and what the options ask
    /// for. Images are numbered from 1 in the order of <see cref="Dataset.Images"/>, categories from 1 in the order of the
    /// meta, objects from 1. Rectangles become boxes that count their last pixels; polygons and masks become compressed run
    /// lengths, holes kept; graphs become key points: 2 where one is seen, 1 where it is marked as hidden, 0 where it is missing.
    /// A label with the tag <c>iscrowd</c> is a crowd; all others are single objects. Labels of one class and one binding key are one
    /// object. Points and lines are left out. Each file appears whole or not at all.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="meta">Classes, in the order of the categories.</param>
    /// <param name="options">How to write.</param>
    /// <param name="directory">The folder to write to; the dataset's own when it is null.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; files of before stay as they were.</param>
    /// <exception cref="ProjectException">An annotation cannot be read, or has an object of a class that is not in the meta.</exception>
    public static ConversionReport ToCoco(
        this Dataset dataset,
        ProjectMeta meta,
        CocoOptions options,
        string? directory = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(meta);
        ArgumentNullException.ThrowIfNull(options);
        var drops = new DropCounter();
        var target = Path.GetFullPath(directory ?? dataset.Directory);
        var done = 0;
        var (_, objects) = new DatasetConversion(meta, options, drops, TimeProvider.System)
            .Write(dataset, target, () => progress?.Report(new(++done, dataset.Images.Count)), cancellationToken);
        return new(dataset.Images.Count, objects, drops.ToList(), target);
    }

    /// <summary>
    /// Writes all datasets of a project, each to a folder of its own as
    /// <see cref="ToCoco(Dataset, ProjectMeta, CocoOptions, string?, IProgress{ConversionProgress}?, CancellationToken)"/> does: nested as the datasets
    /// are, or side by side by their short names when the options ask for the reference's form.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="directory">The folder; nothing is there, or an empty folder. It appears whole or not at all.</param>
    /// <param name="options">How to write; when it is null, images are copied, and captions are written if the project has such a tag.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ConversionException">The folder is not empty, or lies in the project.</exception>
    /// <exception cref="ProjectException">An annotation cannot be read.</exception>
    public static ConversionReport ToCoco(
        this Project project,
        string directory,
        CocoOptions? options = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(directory);
        options ??= new CocoOptions { CopiesImages = true, HasCaptions = CocoCaptions.AreIn(project.Meta) };
        return new ProjectConversion(project, options, TimeProvider.System).Write(directory, progress, cancellationToken);
    }
}
