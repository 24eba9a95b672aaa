namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>Projects of YOLO files, on the command line.</summary>
internal sealed class YoloImport : IProjectImport
{
    public string Format => "yolo";

    public ConversionReport Import(string input, string output, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        YoloProjects.FromYolo(input, output, progress, cancellationToken);
}
