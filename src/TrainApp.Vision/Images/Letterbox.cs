using SkiaSharp;
using TrainApp.Vision.Images;

namespace TrainApp;

/// <summary>An image scaled into a square with its aspect ratio kept, and the way back to its own pixels.</summary>
/// <param name="Frame">The square.</param>
/// <param name="Scale">Pixels of the square per pixel of the image.</param>
/// <param name="Left">Column of the square where the image begins.</param>
/// <param name="Top">Row of the square where the image begins.</param>
public sealed record Letterbox(ImageFrame Frame, float Scale, float Left, float Top)
{
    /// <summary>The grey around the image, of each channel.</summary>
    public const byte Grey = 128;

    /// <summary>Scales an image to fit a square of <paramref name="size"/> pixels and fills the rest with <see cref="Grey"/>.</summary>
    public static Letterbox Fit(ImageFrame image, int size)
    {
        ArgumentNullException.ThrowIfNull(image);
        var scale = (float)size / Math.Max(image.Width, image.Height);
        float left = (size - (image.Width * scale)) / 2, top = (size - (image.Height * scale)) / 2;
        using var source = SkiaPixels.ToBitmap(image);
        using var picture = SKImage.FromBitmap(source);
        using var target = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(target))
        {
            canvas.Clear(new SKColor(Grey, Grey, Grey));
            var place = SKRect.Create(left, top, image.Width * scale, image.Height * scale);
            canvas.DrawImage(picture, place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        return new Letterbox(SkiaPixels.ToFrame(target), scale, left, top);
    }

    /// <summary>A box of the image in pixels of the square.</summary>
    public Box ToSquare(Box box) => new(
        (box.Left * Scale) + Left, (box.Top * Scale) + Top, (box.Right * Scale) + Left, (box.Bottom * Scale) + Top);

    /// <summary>A box of the square in pixels of the image; it may reach beyond the image.</summary>
    public Box ToImage(Box box) => new(
        (box.Left - Left) / Scale, (box.Top - Top) / Scale, (box.Right - Left) / Scale, (box.Bottom - Top) / Scale);
}
