using SkiaSharp;
using TrainApp.Hosting;
using TrainApp.Vision.Images;

namespace TrainApp;

/// <summary>Small pictures of a project's images, with their objects drawn in the colours of their classes.</summary>
public static class Thumbnail
{
    private const int Quality = 84;

    /// <summary>Draws one, as JPEG.</summary>
    /// <exception cref="InvalidDataException">The file is no image that can be read.</exception>
    public static byte[] Draw(ThumbnailRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var codec = SKCodec.Create(request.ImagePath) ?? throw new InvalidDataException($"'{request.ImagePath}' is not an image that can be read.");
        using var picture = Decode(codec, request);
        var origin = OriginOf(codec, request.Annotation);
        var (width, height) = IsOnItsSide(origin) ? (codec.Info.Height, codec.Info.Width) : (codec.Info.Width, codec.Info.Height);
        var scale = (float)request.Size / Math.Max(width, height);
        var info = new SKImageInfo(Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info);
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Save();
        canvas.Scale(scale);
        canvas.Concat(Turn(origin, width, height));
        canvas.DrawImage(picture, new SKRect(0, 0, codec.Info.Width, codec.Info.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        canvas.Restore();
        if (request.Annotation is { } annotation) new ThumbnailPen(canvas, request.Classes, scale).Draw(annotation);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    /// <summary>As small as the format lets it be decoded without being smaller than the result.</summary>
    private static SKImage Decode(SKCodec codec, ThumbnailRequest request)
    {
        var wanted = (float)request.Size / Math.Max(codec.Info.Width, codec.Info.Height);
        var size = wanted < 1 ? codec.GetScaledDimensions(wanted) : codec.Info.Size;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var bitmap = new SKBitmap(info);
        var result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success) throw new InvalidDataException($"'{request.ImagePath}' is damaged: its pixels could not be read ({result}).");
        bitmap.SetImmutable();
        return SKImage.FromBitmap(bitmap);
    }

    /// <summary>The EXIF orientation counts, unless the annotation was made on the picture as it lies in the file.</summary>
    private static SKEncodedOrigin OriginOf(SKCodec codec, Annotation? annotation)
    {
        var isOfFile = annotation is { Width: > 0 } && IsOnItsSide(codec.EncodedOrigin) && codec.Info.Width != codec.Info.Height
            && (annotation.Width, annotation.Height) == (codec.Info.Width, codec.Info.Height);
        return isOfFile ? SKEncodedOrigin.TopLeft : codec.EncodedOrigin;
    }

    private static bool IsOnItsSide(SKEncodedOrigin origin) =>
        origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>Maps the picture as it lies in the file to one of a size that stands upright.</summary>
    private static SKMatrix Turn(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
