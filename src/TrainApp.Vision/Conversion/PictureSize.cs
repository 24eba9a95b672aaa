using TrainApp.Pictures;

namespace TrainApp.Vision.Conversion;

/// <summary>Sizes of image files as they are shown.</summary>
internal static class PictureSize
{
    /// <summary>Columns and rows; a picture that is shown turned by 90° changes them.</summary>
    /// <exception cref="ConversionException">The file is missing, no picture, or damaged.</exception>
    public static (int Width, int Height) Of(string path)
    {
        try
        {
            var head = PictureFile.Read(File.ReadAllBytes(path));
            if (head.Width <= 0 || head.Height <= 0) throw new ConversionException($"The size of the image '{path}' is not known.", path, hint: "Write it as a PNG or JPEG.");
            return head.IsOnItsSide ? (head.Height, head.Width) : (head.Width, head.Height);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ConversionException($"The image '{path}' cannot be read: {cause.Message}", path, innerException: cause);
        }
    }
}
