namespace TrainApp.Vision.Conversion.Voc;

/// <summary>An object as it stands in an annotation file.</summary>
/// <param name="ClassIndex">Index of its class, from 0.</param>
/// <param name="ClassName">Name of its class.</param>
/// <param name="Box">Its box, corners inclusive and counted from 0.</param>
/// <param name="Mask">Its pixels, for one that has an outline.</param>
internal sealed record VocObject(int ClassIndex, string ClassName, RectangleGeometry Box, Mask? Mask)
{
    public bool IsTruncated { get; init; }

    public bool IsDifficult { get; init; }
}

/// <summary>An image as it stands in an annotation file.</summary>
/// <param name="FileName">Name of the image file.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Depth">Channels of the file.</param>
/// <param name="Objects">Its objects.</param>
internal sealed record VocImage(string FileName, int Width, int Height, int Depth, IReadOnlyList<VocObject> Objects)
{
    public bool IsSegmented => Objects.Any(item => item.Mask is not null);
}
