using TrainApp.Vision.Conversion.Coco;

namespace TrainApp.Vision.Conversion;

/// <summary>The formats that projects are converted to and from.</summary>
internal static class ConversionFormats
{
    public static IReadOnlyList<IProjectExport> Exports { get; } = [new CocoExport()];

    public static IReadOnlyList<IProjectImport> Imports { get; } = [new CocoImport()];
}
