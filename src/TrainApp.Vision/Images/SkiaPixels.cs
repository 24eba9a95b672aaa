using SkiaSharp;

namespace TrainApp.Vision.Images;

/// <summary>Moves pixels between Skia's bitmaps and <see cref="ImageFrame"/>.</summary>
internal static class SkiaPixels
{
    public static SKBitmap ToBitmap(ImageFrame frame)
    {
        var bitmap = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var from = frame.Rgb.Span;
        var to = bitmap.GetPixelSpan();
        for (var y = 0; y < frame.Height; y++)
        {
            var row = to.Slice(y * bitmap.RowBytes, frame.Width * 4);
            var source = from.Slice(y * frame.Width * 3, frame.Width * 3);
            for (var x = 0; x < frame.Width; x++)
            {
                source.Slice(x * 3, 3).CopyTo(row[(x * 4)..]);
                row[(x * 4) + 3] = byte.MaxValue;
            }
        }

        return bitmap;
    }

    /// <summary>Copies the colours of an RGBA bitmap, turned so that <paramref name="origin"/> becomes the upper left.</summary>
    public static ImageFrame ToFrame(SKBitmap rgba, SKEncodedOrigin origin = SKEncodedOrigin.TopLeft)
    {
        int width = rgba.Width, height = rgba.Height;
        // Steps, in source pixels, of one column and one row of the result, and where its first pixel lies.
        var (column, row, start) = origin switch
        {
            SKEncodedOrigin.TopRight => ((-1, 0), (0, 1), (width - 1, 0)),
            SKEncodedOrigin.BottomRight => ((-1, 0), (0, -1), (width - 1, height - 1)),
            SKEncodedOrigin.BottomLeft => ((1, 0), (0, -1), (0, height - 1)),
            SKEncodedOrigin.LeftTop => ((0, 1), (1, 0), (0, 0)),
            SKEncodedOrigin.RightTop => ((0, -1), (1, 0), (0, height - 1)),
            SKEncodedOrigin.RightBottom => ((0, -1), (-1, 0), (width - 1, height - 1)),
            SKEncodedOrigin.LeftBottom => ((0, 1), (-1, 0), (width - 1, 0)),
            _ => ((1, 0), (0, 1), (0, 0)),
        };
        var (across, down) = column.Item1 == 0 ? (height, width) : (width, height);
        var rgb = new byte[3 * across * down];
        var source = rgba.GetPixelSpan();
        for (int y = 0, to = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++, to += 3)
            {
                var fromX = start.Item1 + (x * column.Item1) + (y * row.Item1);
                var fromY = start.Item2 + (x * column.Item2) + (y * row.Item2);
                source.Slice((fromY * rgba.RowBytes) + (fromX * 4), 3).CopyTo(rgb.AsSpan(to));
            }
        }

        return new ImageFrame(across, down, rgb);
    }
}
