using TrainApp.Vision.Conversion;
using TrainApp.Vision.Conversion.Voc;

namespace TrainApp;

/// <summary>Datasets and projects as Pascal VOC files.</summary>
public static class VocDatasets
{
    /// <summary>
    /// Writes a project as <c>VOCdevkit/VOC</c>: images (<c>JPEGImages</c>; what is no JPEG is encoded anew), a file of boxes for each
    /// (<c>Annotations</c>; corners count from 1), masks of images that have any (<c>SegmentationClass</c> by the classes' colours,
    /// <c>SegmentationObject</c> by the place among the image's objects; the border around objects is 255), lists of names for training and
    /// validation (<c>ImageSets</c>) and the classes' colours (<c>colors.txt</c>). Images are named after their datasets. Their tags
    /// <c>train</c> and <c>val</c>, or datasets of these names, say what they are for; else the first 80 % are for training.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="directory">The folder; nothing is there, or an empty folder. It appears whole or not at all.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ConversionException">The folder is not empty or lies in the project, or the project has more than 254 classes.</exception>
    /// <exception cref="ProjectException">An annotation or an image cannot be read.</exception>
    public static ConversionReport ToPascalVoc(
        this Project project, string directory, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(directory);
        OutputPlace.RequireOutside(project, directory);
        return new VocConversion(project.Meta).Write(project.Images, directory, progress, cancellationToken);
    }

    /// <summary>Writes a dataset as <see cref="ToPascalVoc(Project, string, IProgress{ConversionProgress}?, CancellationToken)"/> writes a project.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="meta">Classes, in the order of their numbers in masks.</param>
    /// <param name="directory">The folder; nothing is there, or an empty folder. It appears whole or not at all.</param>
    /// <param name="progress">Hears of each image.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ConversionException">The folder is not empty, or there are more than 254 classes.</exception>
    /// <exception cref="ProjectException">An annotation or an image cannot be read, or an object's class is not in the meta.</exception>
    public static ConversionReport ToPascalVoc(
        this Dataset dataset, ProjectMeta meta, string directory, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(meta);
        ArgumentNullException.ThrowIfNull(directory);
        return new VocConversion(meta).Write(dataset.Images, directory, progress, cancellationToken);
    }
}
