namespace TrainApp.Pictures;

/// <summary>What the head of a picture says.</summary>
/// <param name="Kind">The format's name.</param>
/// <param name="Width">Columns; 0 when the format is known by its signature alone.</param>
/// <param name="Height">Rows; 0 as above.</param>
/// <param name="IsOnItsSide">Whether it is shown turned by 90°, so that width and height change places.</param>
internal readonly record struct PictureHead(string Kind, int Width, int Height, bool IsOnItsSide = false);

/// <summary>Looks whether a picture file is one and is whole, without decoding its pixels.</summary>
internal static class PictureFile
{
    /// <exception cref="InvalidDataException">The file is empty, no picture, cut short or damaged; the message is a sentence.</exception>
    public static PictureHead Read(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) throw new InvalidDataException("It is empty.");
        try
        {
            if (JpegFile.Is(file)) return JpegFile.Read(file);
            if (PngFile.Is(file)) return PngFile.Read(file);
            if (WebpFile.Is(file)) return WebpFile.Read(file);
            if (BmpFile.Is(file)) return BmpFile.Read(file);
            if (TiffFile.Is(file)) return TiffFile.Read(file);
            if (file.StartsWith("NRRD"u8)) return new("NRRD", 0, 0);
        }
        catch (Exception cause) when (cause is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("It is cut short, or a length in it is wrong.", cause);
        }

        throw new InvalidDataException("It is no picture: it does not begin like a JPEG, PNG, WebP, BMP, TIFF or NRRD file.");
    }
}
