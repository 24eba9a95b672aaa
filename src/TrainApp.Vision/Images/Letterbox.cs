using SkiaSharp;
using TrainApp.Vision.Images;

namespace TrainApp;

/// <summary>How an image is fitted into a square with its aspect ratio kept, and the way back to its own pixels.</summary>
/// <param name="Size">Side of the square in pixels.</param>
/// <param name="Scale">Pixels of the square per pixel of the image.</param>
/// <param name="Left">Column of the square where the image begins.</param>
/// <param name="Top">Row of the square where the image begins.</param>
public readonly record struct Letterbox(int Size, float Scale, float Left, float Top)
{
    /// <summary>The grey around the image, of each channel.</summary>
    public const byte Grey = 128;

    /// <summary>The largest scale at which an image of that size fits, in the middle of the square.</summary>
    public static Letterbox Of(int width, int height, int size)
    {
        var scale = (float)size / Math.Max(width, height);
        return new Letterbox(size, scale, (size - (width * scale)) / 2, (size - (height * scale)) / 2);
    }

    /// <summary>Draws the square: the image, and <see cref="Grey"/> around it.</summary>
    public ImageFrame Draw(ImageFrame image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var source = SkiaPixels.ToBitmap(image);
        using var picture = SKImage.FromBitmap(source);
        using var target = new SKBitmap(new SKImageInfo(Size, Size, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(target))
        {
            canvas.Clear(new SKColor(Grey, Grey, Grey));
            var place = SKRect.Create(Left, Top, image.Width * Scale, image.Height * Scale);
            canvas.DrawImage(picture, place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        return SkiaPixels.ToFrame(target);
    }

    /// <summary>A box of the image in pixels of the square.</summary>
    public Box ToSquare(Box box) => new(
        (box.Left * Scale) + Left, (box.Top * Scale) + Top, (box.Right * Scale) + Left, (box.Bottom * Scale) + Top);

    /// <summary>A box of the square in pixels of the image; it may reach beyond the image.</summary>
    public Box ToImage(Box box) => new(
        (box.Left - Left) / Scale, (box.Top - Top) / Scale, (box.Right - Left) / Scale, (box.Bottom - Top) / Scale);
}
