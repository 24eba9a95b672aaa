using TrainApp.Vision.Conversion.Coco;
using TrainApp.Vision.Conversion.Voc;
using TrainApp.Vision.Conversion.Yolo;

namespace TrainApp.Vision.Conversion;

/// <summary>The formats that projects are converted to and from.</summary>
internal static class ConversionFormats
{
    public static IReadOnlyList<IProjectExport> Exports { get; } =
    [
        new CocoExport(),
        new YoloExport("yolo", YoloTask.Detect),
        new YoloExport("yolo-segment", YoloTask.Segment),
        new YoloExport("yolo-pose", YoloTask.Pose),
        new VocExport(),
    ];

    public static IReadOnlyList<IProjectImport> Imports { get; } = [new CocoImport(), new YoloImport(), new VocImport()];
}
