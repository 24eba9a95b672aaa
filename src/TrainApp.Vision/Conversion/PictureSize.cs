using System.Globalization;
using TrainApp.Pictures;

namespace TrainApp.Vision.Conversion;

/// <summary>Sizes of image files as they are shown.</summary>
internal static class PictureSize
{
    /// <summary>What is wrong with a size whose pixels cannot be numbered, as the end of a sentence; null for any other.</summary>
    public static string? TooManyPixels(int width, int height) => (long)width * height > int.MaxValue
        ? string.Create(CultureInfo.InvariantCulture, $"has {width}×{height} = {(long)width * height} pixels; more than {int.MaxValue} are not taken.")
        : null;

    /// <summary>Columns and rows; a picture that is shown turned by 90° changes them.</summary>
    /// <exception cref="ConversionException">The file is missing, no picture, damaged, or too large.</exception>
    public static (int Width, int Height) Of(string path)
    {
        try
        {
            var head = PictureFile.Read(File.ReadAllBytes(path));
            if (head.Width <= 0 || head.Height <= 0) throw new ConversionException($"The size of the image '{path}' is not known.", path, hint: "Write it as a PNG or JPEG.");
            if (TooManyPixels(head.Width, head.Height) is { } problem) throw new ConversionException($"The image '{path}' {problem}", path);
            return head.IsOnItsSide ? (head.Height, head.Width) : (head.Width, head.Height);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ConversionException($"The image '{path}' cannot be read: {cause.Message}", path, innerException: cause);
        }
    }
}
