namespace TrainApp.Vision.Conversion.Coco;

/// <summary>The pixels of several masks in an image.</summary>
internal struct MaskUnion(int imageWidth, int imageHeight)
{
    /// <summary>All pixels so far, in the smallest picture; null when there are none.</summary>
    public Mask? Mask { get; private set; }

    /// <summary>Adds a mask that lies in the image; false when it is null.</summary>
    public bool Add(Mask? mask)
    {
        if (mask is null) return false;
        Mask = Mask is { } other ? Join(other, mask) : mask;
        return true;
    }

    private readonly Mask Join(Mask a, Mask b)
    {
        int left = Math.Min(a.Left, b.Left), top = Math.Min(a.Top, b.Top);
        int right = Math.Min(imageWidth, Math.Max(a.Left + a.Width, b.Left + b.Width)), bottom = Math.Min(imageHeight, Math.Max(a.Top + a.Height, b.Top + b.Height));
        var pixels = new byte[(right - left) * (bottom - top)];
        foreach (var mask in (ReadOnlySpan<Mask>)[a, b])
        {
            for (var y = 0; y < mask.Height; y++)
            {
                var row = mask.Pixels.Slice(y * mask.Width, mask.Width);
                var into = pixels.AsSpan(((mask.Top + y - top) * (right - left)) + mask.Left - left, mask.Width);
                for (var x = 0; x < row.Length; x++) into[x] |= row[x];
            }
        }

        return new Mask(left, top, right - left, bottom - top, pixels);
    }
}
