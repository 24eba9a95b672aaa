namespace TrainApp.Vision.Benchmarking;

/// <summary>A class per pixel of an image.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Classes">Row by row the index of the class, or <see cref="Nothing"/>.</param>
internal sealed record LabelMap(int Width, int Height, short[] Classes)
{
    /// <summary>Stands for a pixel without a class, not even background.</summary>
    public const short Nothing = -1;

    /// <summary>A map that holds one class all over.</summary>
    public static LabelMap Of(int width, int height, short all)
    {
        var map = new LabelMap(width, height, new short[width * height]);
        Array.Fill(map.Classes, all);
        return map;
    }

    /// <summary>Gives the pixels of a mask, which lies in the image, to a class.</summary>
    public void Paint(Mask mask, short classIndex)
    {
        var pixels = mask.Pixels;
        for (var y = 0; y < mask.Height; y++)
        {
            var row = Classes.AsSpan(((mask.Top + y) * Width) + mask.Left, mask.Width);
            var inside = pixels.Slice(y * mask.Width, mask.Width);
            for (var x = 0; x < row.Length; x++)
            {
                if (inside[x] != 0) row[x] = classIndex;
            }
        }
    }
}
