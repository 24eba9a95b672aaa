using TrainApp.Vision.Coco;

namespace TrainApp;

/// <summary>Datasets as COCO files.</summary>
public static class CocoDatasets
{
    /// <summary>
    /// Writes a dataset's annotations as a COCO file. Images are numbered from 1 in the order of
    /// <see cref="Dataset.Images"/>, categories from 1 in the order of the meta. Rectangles become boxes that include
    /// their last pixel; polygons and masks become boxes and run lengths, holes kept. Points, lines and key points have no
    /// area and are left out.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="meta">Classes, in the order of the categories.</param>
    /// <param name="directory">The folder to write to; the dataset's own when it is null.</param>
    /// <returns>Path of the file: <c>annotations/coco_instances.json</c> in the folder.</returns>
    /// <exception cref="ProjectException">An annotation cannot be read.</exception>
    /// <exception cref="InvalidDataException">An object's class is not in the meta, or its mask cannot be read.</exception>
    public static string ToCoco(this Dataset dataset, ProjectMeta meta, string? directory = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(meta);
        var path = Path.Combine(directory ?? dataset.Directory, "annotations", "coco_instances.json");
        CocoFile.Write(path, meta, dataset.Images.Select(item => (item.Name, WithSize(item))));
        return path;
    }

    private static Annotation WithSize(ImageItem item)
    {
        var annotation = item.ReadAnnotation();
        if (annotation is { Width: > 0, Height: > 0 }) return annotation;
        var frame = ImageFrame.Load(item.ImagePath);
        return annotation with { Width = frame.Width, Height = frame.Height };
    }
}
