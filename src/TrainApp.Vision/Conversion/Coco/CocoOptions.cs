namespace TrainApp;

/// <summary>How datasets are written as COCO files.</summary>
public sealed record CocoOptions
{
    /// <summary>
    /// Whether to write what the reference writes, value for value and in its order: boxes a pixel too small, polygons
    /// without holes, run lengths as numbers, every key point visible. Else all geometry is exact.
    /// </summary>
    public bool IsReferenceCompatible { get; init; }

    /// <summary>Whether to write <c>annotations/coco_captions.json</c> too, of the image tags named <c>caption</c>.</summary>
    public bool HasCaptions { get; init; }

    /// <summary>Whether to copy the images, to <c>images</c>.</summary>
    public bool CopiesImages { get; init; }
}
