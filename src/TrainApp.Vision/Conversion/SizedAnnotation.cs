using TrainApp.Projects;

namespace TrainApp.Vision.Conversion;

/// <summary>Annotations that say how large their image is.</summary>
internal static class SizedAnnotation
{
    /// <summary>Reads an annotation; the size is that of the image file when the annotation does not say.</summary>
    /// <param name="item">The image.</param>
    /// <param name="drops">Hears of labels that are cut or left out because they leave their image.</param>
    /// <exception cref="ProjectException">The annotation cannot be read, or the image had to be and cannot; or it is too large.</exception>
    public static Annotation Read(ImageItem item, DropCounter drops)
    {
        var (annotation, problems) = item.ReadSound();
        foreach (var problem in problems)
        {
            if (string.Equals(problem.Id, ProblemIds.LabelOutside, StringComparison.Ordinal)) drops.Add("label", "it lies outside its image");
            else if (string.Equals(problem.Id, ProblemIds.LabelCut, StringComparison.Ordinal)) drops.Add("overhang", "a label ends at the border of its image");
        }

        var sized = annotation is { Width: > 0, Height: > 0 } ? annotation : WithSize(item, annotation);
        return PictureSize.TooManyPixels(sized.Width, sized.Height) is { } excess ? throw new ProjectException($"'{item}' {excess}", item.AnnotationPath) : sized;
    }

    private static Annotation WithSize(ImageItem item, Annotation annotation)
    {
        try
        {
            var frame = ImageFrame.Load(item.ImagePath);
            return annotation with { Width = frame.Width, Height = frame.Height };
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ProjectException($"The annotation of '{item}' does not say how large its image is, and the image cannot be read: {cause.Message}", item.ImagePath, innerException: cause);
        }
    }
}
