namespace TrainApp.Vision.Conversion;

/// <summary>Annotations that say how large their image is.</summary>
internal static class SizedAnnotation
{
    /// <summary>Reads an annotation; the size is that of the image file when the annotation does not say.</summary>
    /// <exception cref="ProjectException">The annotation cannot be read.</exception>
    /// <exception cref="InvalidDataException">The image had to be read and cannot be.</exception>
    public static Annotation Read(ImageItem item)
    {
        var annotation = item.ReadAnnotation();
        if (annotation is { Width: > 0, Height: > 0 }) return annotation;
        var frame = ImageFrame.Load(item.ImagePath);
        return annotation with { Width = frame.Width, Height = frame.Height };
    }
}
