namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Labels of an annotation file and the mask of its objects.</summary>
internal static class VocLabels
{
    /// <exception cref="ConversionException">The mask is damaged, or of another size than the image.</exception>
    public static List<Label> Of(VocReading reading, string? maskPath, int width, int height, DropCounter drops)
    {
        var masks = maskPath is null ? [] : Masks(maskPath, reading.Objects.Count, width, height, drops);
        var labels = new List<Label>();
        for (var i = 0; i < reading.Objects.Count; i++)
        {
            var (name, box, tags) = reading.Objects[i];
            Geometry? geometry = i < masks.Length && masks[i] is { } mask ? MaskCodec.Encode(mask) : box;
            if (geometry is not null) labels.Add(new Label(name, geometry, tags));
        }

        return labels;
    }

    private static Mask?[] Masks(string path, int count, int width, int height, DropCounter drops)
    {
        IndexedPng? picture;
        try
        {
            picture = IndexedPng.Read(File.ReadAllBytes(path));
        }
        catch (Exception cause) when (cause is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ConversionException($"The mask '{path}' cannot be read: {cause.Message}", path, innerException: cause);
        }

        if (picture is null)
        {
            drops.Add("mask file", "its pixels are colours, which do not say which object they belong to");
            return [];
        }

        if ((picture.Width, picture.Height) != (width, height))
            throw new ConversionException($"The mask '{path}' has {picture.Width}×{picture.Height} pixels; its image has {width}×{height}.", path);
        var most = Math.Min(count, VocPalette.Most);
        if (picture.Pixels.FirstOrDefault(pixel => pixel > most && pixel != VocPalette.Border) is var stray and > 0)
            throw new ConversionException($"The mask '{path}' has pixels of object {stray}; its annotation has {count} objects.", path);
        var masks = new Mask?[most];
        foreach (var index in picture.Pixels.Distinct().Where(pixel => pixel is not (VocPalette.Background or VocPalette.Border)).ToList())
            masks[index - 1] = new Mask(0, 0, width, height, [.. picture.Pixels.Select(pixel => pixel == index ? (byte)1 : (byte)0)]).Crop();
        return masks;
    }
}
