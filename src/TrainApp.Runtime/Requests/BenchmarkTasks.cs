namespace TrainApp;

/// <summary>The tasks that there are metrics for, by the names that apps give to them.</summary>
internal static class BenchmarkTasks
{
    public const string ObjectDetection = "object detection";
    public const string InstanceSegmentation = "instance segmentation";
    public const string SemanticSegmentation = "semantic segmentation";

    public static IReadOnlyList<string> All { get; } = [ObjectDetection, InstanceSegmentation, SemanticSegmentation];
}
