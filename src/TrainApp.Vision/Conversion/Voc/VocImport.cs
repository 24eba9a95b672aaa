namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Projects of Pascal VOC files, on the command line.</summary>
internal sealed class VocImport : IProjectImport
{
    public string Format => "voc";

    public ConversionReport Import(string input, string output, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        VocProjects.FromPascalVoc(input, output, progress, cancellationToken);
}
