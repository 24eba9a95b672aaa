namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Projects as Pascal VOC files, on the command line.</summary>
internal sealed class VocExport : IProjectExport
{
    public string Format => "voc";

    public ConversionReport Export(
        Project project, string output, bool referenceCompatible, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (referenceCompatible)
            throw new ConversionException("The reference's Pascal VOC has corners and masks that no reader takes as they are meant; it is written right alone.", output, hint: "Convert without asking for that form.");
        return project.ToPascalVoc(output, progress, cancellationToken);
    }
}
