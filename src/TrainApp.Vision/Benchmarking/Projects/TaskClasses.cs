namespace TrainApp.Vision.Benchmarking.Projects;

/// <summary>Which classes and shapes a task takes.</summary>
internal static class TaskClasses
{
    private const string AnyShape = "any";

    /// <summary>The names of a project's classes that a task takes, in ordinal order, as the reference numbers them.</summary>
    /// <exception cref="BenchmarkException">There is none.</exception>
    public static IReadOnlyList<string> Of(Project project, string task)
    {
        string[] classes = [.. project.Meta.Classes.Where(item => Takes(task, item.Shape)).Select(item => item.Name).Order(StringComparer.Ordinal)];
        if (classes.Length > 0) return classes;
        var shapes = string.Join(", ", project.Meta.Classes.Select(item => item.Shape).Distinct());
        throw new BenchmarkException(
            $"The project '{project.Name}' has no class for {task}: its classes are of the shapes {(shapes.Length == 0 ? "(none)" : shapes)}.",
            project.Directory,
            task == BenchmarkTasks.ObjectDetection ? "It takes classes of the shapes rectangle and any." : "It takes classes of the shapes bitmap, polygon and any.");
    }

    /// <summary>Object detection where there is a class of rectangles, instance segmentation elsewhere.</summary>
    public static string GuessTask(Project project)
    {
        var shapes = project.Meta.Classes.Select(item => item.Shape).ToHashSet(StringComparer.Ordinal);
        return shapes.Contains("rectangle") || !shapes.Overlaps(["bitmap", "polygon"]) ? BenchmarkTasks.ObjectDetection : BenchmarkTasks.InstanceSegmentation;
    }

    /// <summary>Whether a label is of a shape that a task compares.</summary>
    public static bool Takes(string task, Geometry geometry) => task == BenchmarkTasks.ObjectDetection
        ? geometry is RectangleGeometry
        : geometry is BitmapGeometry or PolygonGeometry;

    private static bool Takes(string task, string shape) => shape == AnyShape || (task == BenchmarkTasks.ObjectDetection ? shape == "rectangle" : shape is "bitmap" or "polygon");
}
