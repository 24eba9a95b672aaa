using System.Runtime.CompilerServices;

namespace TrainApp;

/// <summary>A set of pixels: a picture of ones and zeros at a place of an image.</summary>
public sealed class Mask
{
    private readonly byte[] _pixels;

    /// <summary>Wraps pixels; they are not copied.</summary>
    /// <param name="left">Column of the image where the picture begins.</param>
    /// <param name="top">Row of the image where the picture begins.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="pixels">A byte per pixel, row by row: 0 is outside, anything else inside.</param>
    /// <exception cref="ArgumentException">The number of bytes is not that of the size.</exception>
    public Mask(int left, int top, int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != (long)width * height)
            throw new ArgumentException($"A mask of {width}×{height} pixels needs as many bytes; there are {pixels.LongLength}.", nameof(pixels));
        (Left, Top, Width, Height, _pixels) = (left, top, width, height, pixels);
    }

    /// <summary>Column of the image where the picture begins.</summary>
    public int Left { get; }

    /// <summary>Row of the image where the picture begins.</summary>
    public int Top { get; }

    /// <summary>Columns of the picture.</summary>
    public int Width { get; }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; }

    /// <summary>A byte per pixel, row by row: 0 is outside, anything else inside.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Number of pixels inside.</summary>
    public int Area => _pixels.Length - Pixels.Count((byte)0);

    /// <summary>The picture's edges in pixels of the image; those of the object when the mask is tight.</summary>
    public Box Bounds => new(Left, Top, Left + Width, Top + Height);

    /// <summary>Whether a pixel of the image is inside.</summary>
    public bool Contains(int x, int y)
    {
        int column = x - Left, row = y - Top;
        return column >= 0 && column < Width && row >= 0 && row < Height && _pixels[(row * Width) + column] != 0;
    }

    /// <summary>The same pixels in the smallest picture; null when there are none.</summary>
    public Mask? Crop() => Cut(0, 0, Width, Height);

    /// <summary>The pixels that lie in an image of that size, in the smallest picture; null when there are none.</summary>
    public Mask? Clip(int imageWidth, int imageHeight) => Cut(
        Math.Max(0, -Left), Math.Max(0, -Top), Math.Min(Width, imageWidth - Left), Math.Min(Height, imageHeight - Top));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Mask? Cut(int fromX, int fromY, int toX, int toY)
    {
        if (toX <= fromX) return null;
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        for (var y = fromY; y < toY; y++)
        {
            var row = _pixels.AsSpan((y * Width) + fromX, toX - fromX);
            var first = row.IndexOfAnyExcept((byte)0);
            if (first < 0) continue;
            (left, right) = (Math.Min(left, fromX + first), Math.Max(right, fromX + row.LastIndexOfAnyExcept((byte)0)));
            (top, bottom) = (Math.Min(top, y), y);
        }

        if (right < 0) return null;
        if (right - left + 1 == Width && bottom - top + 1 == Height) return this;

        int width = right - left + 1, height = bottom - top + 1;
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++) _pixels.AsSpan(((top + y) * Width) + left, width).CopyTo(pixels.AsSpan(y * width));
        return new Mask(Left + left, Top + top, width, height, pixels);
    }
}
