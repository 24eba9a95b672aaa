using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Makes the annotations that are trained on: labels converted to the task's shape where that is asked for, other classes taken out.</summary>
/// <param name="conversion">The task whose shape labels are converted to; null leaves them as they are.</param>
/// <param name="classes">Titles of the classes to keep.</param>
internal sealed class PreparedAnnotation(TaskShape? conversion, IReadOnlySet<string> classes)
{
    /// <param name="image">The image, for problems.</param>
    /// <param name="utf8">Its annotation as it stands in the file.</param>
    /// <param name="annotation">The same, read.</param>
    /// <param name="problems">Receives what could not be converted.</param>
    /// <returns>The file's new text; null when a mask in it cannot be read.</returns>
    public byte[]? Write(ImageItem image, byte[] utf8, Annotation annotation, List<ProjectProblem> problems)
    {
        if (conversion is not { } task) return AnnotationFilter.Keep(utf8, classes);
        var dropped = new List<Label>();
        try
        {
            // All labels take part, selected or not: what hides an object hides it, whatever it is called.
            var converted = ShapeConversion.Convert(annotation, task, dropped);
            problems.AddRange(dropped.Where(label => classes.Contains(label.ClassName)).Select(label => NotConverted(label, task, image)));
            return AnnotationWriter.Write(converted with { Labels = [.. converted.Labels.Where(label => classes.Contains(label.ClassName))] });
        }
        catch (InvalidDataException cause)
        {
            problems.Add(new(ProblemIds.ObjectBroken, IsError: true, $"A mask of '{image}' cannot be read: {cause.Message}", image.AnnotationPath));
            return null;
        }
    }

    private static ProjectProblem NotConverted(Label label, TaskShape task, ImageItem image) => new(
        ProblemIds.ObjectNotConverted,
        IsError: false,
        $"A '{label.ClassName}' of shape {ShapeOf(label.Geometry)} cannot be converted to {task.Words()}; it is left out.",
        image.AnnotationPath);

    private static string ShapeOf(Geometry geometry) => geometry switch
    {
        RectangleGeometry => "rectangle",
        LineGeometry => "line",
        PointGeometry => "point",
        GraphGeometry => "graph",
        OtherGeometry other => other.Shape,
        _ => "bitmap",
    };
}
