using SkiaSharp;

namespace TrainApp.Vision.Images;

/// <summary>Reads images of any format that Skia knows.</summary>
internal static class ImageDecoder
{
    /// <param name="file">The bytes of an image file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="turn">Whether the EXIF orientation counts.</param>
    public static ImageFrame Decode(ReadOnlySpan<byte> file, string name, bool turn)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException($"'{name}' is not an image that can be read.");
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        var result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
            throw new InvalidDataException($"'{name}' is damaged: its pixels could not be read ({result}).");
        return SkiaPixels.ToFrame(bitmap, turn ? codec.EncodedOrigin : SKEncodedOrigin.TopLeft);
    }
}
