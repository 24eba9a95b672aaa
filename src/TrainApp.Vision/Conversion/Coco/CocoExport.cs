namespace TrainApp.Vision.Conversion.Coco;

/// <summary>Writes projects as COCO files, with their images, and with captions where the project has them.</summary>
internal sealed class CocoExport : IProjectExport
{
    public string Format => "coco";

    public ConversionReport Export(
        Project project, string output, bool referenceCompatible, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        var options = new CocoOptions { IsReferenceCompatible = referenceCompatible, CopiesImages = true, HasCaptions = CocoCaptions.AreIn(project.Meta) };
        return project.ToCoco(output, options, progress, cancellationToken);
    }
}
