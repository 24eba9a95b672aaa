using System.Text.Json.Serialization;

namespace TrainApp.Preparation;

/// <summary>The shapes that models of a task learn from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskShape>))]
internal enum TaskShape
{
    /// <summary>A task that is not known here: any shape goes.</summary>
    Any,

    /// <summary>Object detection: rectangles.</summary>
    Rectangles,

    /// <summary>Instance segmentation: a mask per object.</summary>
    Masks,

    /// <summary>Semantic segmentation: a mask per class.</summary>
    ClassMasks,

    /// <summary>Pose estimation: graphs of key points.</summary>
    Graphs,
}

/// <summary>Whether objects of a shape can be learnt from.</summary>
internal enum ShapeFit
{
    Fits,
    Convertible,
    Impossible,
}

/// <summary>Which shapes fit a task, and what they become.</summary>
internal static class TaskShapes
{
    /// <param name="taskType">The model's, such as <c>object detection</c>.</param>
    public static TaskShape Of(string taskType)
    {
        var task = taskType.Trim();
        if (task.EndsWith("detection", StringComparison.OrdinalIgnoreCase)) return TaskShape.Rectangles;
        if (task.EndsWith("segmentation", StringComparison.OrdinalIgnoreCase))
            return task.Contains("semantic", StringComparison.OrdinalIgnoreCase) ? TaskShape.ClassMasks : TaskShape.Masks;
        return task.StartsWith("pose", StringComparison.OrdinalIgnoreCase) ? TaskShape.Graphs : TaskShape.Any;
    }

    public static ShapeFit FitOf(this TaskShape task, string shape) => task switch
    {
        TaskShape.Rectangles => shape is "rectangle" ? ShapeFit.Fits : ShapeFit.Convertible,
        TaskShape.Masks or TaskShape.ClassMasks => shape switch
        {
            "bitmap" => ShapeFit.Fits,
            "polygon" => ShapeFit.Convertible,
            _ => ShapeFit.Impossible,
        },
        TaskShape.Graphs => shape is "graph" ? ShapeFit.Fits : ShapeFit.Impossible,
        _ => ShapeFit.Fits,
    };

    /// <summary>The shape of classes after a conversion; null where nothing is converted.</summary>
    public static string? Target(this TaskShape task) => task switch
    {
        TaskShape.Rectangles => "rectangle",
        TaskShape.Masks or TaskShape.ClassMasks => "bitmap",
        _ => null,
    };

    /// <summary>The shapes in words.</summary>
    public static string Words(this TaskShape task) => task switch
    {
        TaskShape.Rectangles => "rectangles",
        TaskShape.Masks or TaskShape.ClassMasks => "masks (bitmap)",
        TaskShape.Graphs => "key points (graph)",
        _ => "any shape",
    };
}
