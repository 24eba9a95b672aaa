namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>Projects as YOLO files, on the command line.</summary>
internal sealed class YoloExport(string format, YoloTask task) : IProjectExport
{
    public string Format => format;

    public ConversionReport Export(
        Project project, string output, bool referenceCompatible, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        project.ToYolo(output, new YoloOptions { Task = task, IsReferenceCompatible = referenceCompatible }, progress, cancellationToken);
}
