using SkiaSharp;
using TrainApp.Vision.Images;

namespace TrainApp;

/// <summary>An image in memory: 8-bit red, green and blue, interleaved, rows from the top, without padding.</summary>
public sealed class ImageFrame
{
    /// <summary>Wraps pixels; they are not copied.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rgb"><c>3 · width · height</c> bytes.</param>
    /// <exception cref="ArgumentException">The number of bytes is not that of the size.</exception>
    public ImageFrame(int width, int height, byte[] rgb)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(rgb);
        if (rgb.LongLength != 3L * width * height)
            throw new ArgumentException($"An image of {width}×{height} pixels needs {3L * width * height} bytes; there are {rgb.LongLength}.", nameof(rgb));
        (Width, Height, Rgb) = (width, height, rgb);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The pixels: red, green, blue of the upper left pixel first.</summary>
    public ReadOnlyMemory<byte> Rgb { get; }

    /// <summary>Reads an image file, turned as its EXIF orientation says; transparency is dropped.</summary>
    /// <exception cref="InvalidDataException">The file is no image that can be read.</exception>
    public static ImageFrame Load(string path) => ImageDecoder.Decode(File.ReadAllBytes(path), path, turn: true);

    /// <summary>
    /// Reads an image whose size is known from its annotation. A file is turned by its EXIF orientation unless only the
    /// unturned image has that size: then the annotation was made on the unturned one.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Columns by the annotation; 0, with a height of 0, when it does not say.</param>
    /// <param name="height">Rows by the annotation.</param>
    /// <exception cref="InvalidDataException">The file is no image that can be read, or has another size.</exception>
    public static ImageFrame Load(string path, int width, int height)
    {
        var file = File.ReadAllBytes(path);
        var frame = ImageDecoder.Decode(file, path, turn: true);
        if ((width, height) == (0, 0) || (frame.Width, frame.Height) == (width, height)) return frame;

        if (frame.Width == height && frame.Height == width)
        {
            var unturned = ImageDecoder.Decode(file, path, turn: false);
            if (unturned.Width == width && unturned.Height == height) return unturned;
        }

        throw new InvalidDataException($"'{path}' has {frame.Width}×{frame.Height} pixels; its annotation says {width}×{height}.");
    }

    /// <summary>Reads an image from the bytes of a file.</summary>
    /// <exception cref="InvalidDataException">The bytes are no image that can be read.</exception>
    public static ImageFrame Decode(ReadOnlySpan<byte> file) => ImageDecoder.Decode(file, "the image", turn: true);

    /// <summary>Writes the image as a PNG file.</summary>
    public void SavePng(string path)
    {
        using var bitmap = SkiaPixels.ToBitmap(this);
        using var file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Png, quality: 100);
    }
}
