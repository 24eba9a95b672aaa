namespace TrainApp.Vision.Benchmarking;

/// <summary>The tasks that can be evaluated, by the names that apps give to them.</summary>
internal static class BenchmarkTasks
{
    public const string ObjectDetection = "object detection";
    public const string InstanceSegmentation = "instance segmentation";
    public const string SemanticSegmentation = "semantic segmentation";

    public static IReadOnlyList<string> All { get; } = [ObjectDetection, InstanceSegmentation, SemanticSegmentation];
}
