namespace TrainApp.Vision.Conversion;

/// <summary>The formats that projects are converted to and from.</summary>
internal static class ConversionFormats
{
    public static IReadOnlyList<IProjectExport> Exports { get; } = [];

    public static IReadOnlyList<IProjectImport> Imports { get; } = [];
}
