using SkiaSharp;
using TrainApp.Files;
using TrainApp.Vision.Images;

namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Image files, which are JPEG in VOC.</summary>
internal static class VocPictures
{
    private const int Quality = 95;

    /// <summary>Copies a JPEG as it is and encodes anything else.</summary>
    /// <returns>Channels of the file.</returns>
    /// <exception cref="ProjectException">The image cannot be read.</exception>
    public static int Write(ImageItem item, Annotation annotation, string path, DropCounter drops)
    {
        try
        {
            using (var codec = SKCodec.Create(item.ImagePath))
            {
                if (codec?.EncodedFormat == SKEncodedImageFormat.Jpeg)
                {
                    WritableCopy.Make(item.ImagePath, path);
                    return codec.Info.ColorType == SKColorType.Gray8 ? 1 : 3;
                }
            }

            drops.Add("exact picture", "VOC's images are JPEG; it was encoded anew");
            using var bitmap = SkiaPixels.ToBitmap(ImageFrame.Load(item.ImagePath, annotation.Width, annotation.Height));
            using var stream = File.Create(path);
            bitmap.Encode(stream, SKEncodedImageFormat.Jpeg, Quality);
            return 3;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ProjectException($"The image of '{item}' cannot be written as a JPEG: {cause.Message}", item.ImagePath, innerException: cause);
        }
    }
}
