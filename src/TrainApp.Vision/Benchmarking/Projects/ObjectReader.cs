using System.Globalization;

namespace TrainApp.Vision.Benchmarking.Projects;

/// <summary>Images and their objects.</summary>
internal sealed record AnnotatedImages(IReadOnlyList<EvaluatedImage> Images, IReadOnlyList<EvaluatedObject> Objects);

/// <summary>Reads a project's objects for object detection and instance segmentation. Objects of other classes and shapes are left out.</summary>
internal sealed class ObjectReader(IReadOnlyList<string> classes, string task)
{
    private readonly Dictionary<string, int> _indexes = classes.Select((name, index) => (name, index)).ToDictionary(StringComparer.Ordinal);

    public Task<AnnotatedImages> ReadTruthAsync(Project project, CancellationToken cancellationToken) =>
        ReadAsync(project, (_, _, _) => 1, cancellationToken);

    /// <exception cref="BenchmarkException">An object has no score, several, or one that is no number from 0 to 1.</exception>
    public Task<AnnotatedImages> ReadPredictionsAsync(Project project, CancellationToken cancellationToken) =>
        ReadAsync(project, ConfidenceTag.Read, cancellationToken);

    private async Task<AnnotatedImages> ReadAsync(Project project, Func<ImageItem, int, Label, double> scoreOf, CancellationToken cancellationToken)
    {
        var images = new List<EvaluatedImage>(project.Images.Count);
        var objects = new List<EvaluatedObject>();
        await foreach (var reading in project.ReadAnnotationsAsync(Environment.ProcessorCount, cancellationToken))
        {
            var annotation = reading.Annotation ?? reading.Image.ReadAnnotation();
            images.Add(ImageOf(reading.Image, annotation));
            for (var i = 0; i < annotation.Labels.Count; i++)
            {
                var label = annotation.Labels[i];
                if (!_indexes.TryGetValue(label.ClassName, out var index) || !TaskClasses.Takes(task, label.Geometry)) continue;
                objects.Add(new(images.Count - 1, index, BoxOf(reading.Image, i, label), scoreOf(reading.Image, i, label), label.Geometry));
            }
        }

        return new(images, objects);
    }

    /// <exception cref="BenchmarkException">Masks are compared and the annotation does not say how large the image is.</exception>
    private EvaluatedImage ImageOf(ImageItem image, Annotation annotation)
    {
        if (task != BenchmarkTasks.ObjectDetection && (annotation.Width == 0 || annotation.Height == 0))
            throw new BenchmarkException($"The annotation of '{image}' does not say how large the image is.", image.AnnotationPath);
        return new(image.ToString(), image.HasImage ? image.ImagePath : null, annotation.Width, annotation.Height);
    }

    /// <exception cref="BenchmarkException">It is a mask that cannot be read.</exception>
    private static Box BoxOf(ImageItem image, int index, Label label)
    {
        try
        {
            var (left, top, right, bottom) = label.Geometry.Bounds()!;
            return new(left, top, right + 1, bottom + 1);
        }
        catch (InvalidDataException cause)
        {
            throw new BenchmarkException(
                string.Create(CultureInfo.InvariantCulture, $"Object {index + 1} of '{image}', a '{label.ClassName}', cannot be read: {cause.Message}"), image.AnnotationPath);
        }
    }
}

/// <summary>The tag that says how sure a model is of an object.</summary>
internal static class ConfidenceTag
{
    public static bool Is(Tag tag) => tag.Name is "confidence" or "confidence-model";

    /// <exception cref="BenchmarkException">There is not exactly one, or it is no number from 0 to 1.</exception>
    public static double Read(ImageItem image, int index, Label label)
    {
        List<Tag> tags = [.. label.Tags.Where(Is)];
        if (tags is [{ Value: double and >= 0 and <= 1 and var score }]) return score;
        var found = tags switch
        {
            [] => "no tag 'confidence'",
            [var tag] => $"the confidence '{Convert.ToString(tag.Value, CultureInfo.InvariantCulture)}'",
            _ => string.Create(CultureInfo.InvariantCulture, $"{tags.Count} tags of confidence"),
        };
        throw new BenchmarkException(
            string.Create(CultureInfo.InvariantCulture, $"Object {index + 1} of '{image}', a '{label.ClassName}', has {found}."),
            image.AnnotationPath,
            "Every prediction needs exactly one tag 'confidence' or 'confidence-model' with a number from 0 to 1.");
    }
}
