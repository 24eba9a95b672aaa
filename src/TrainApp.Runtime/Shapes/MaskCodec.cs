using System.IO.Compression;
using StbImageSharp;
using TrainApp.Pictures;
using TrainApp.Shapes;

namespace TrainApp;

/// <summary>Masks as annotation files hold them: base64 of zlib of a PNG, placed at its upper left pixel.</summary>
public static class MaskCodec
{
    /// <summary>
    /// Unpacks a mask and crops it to its pixels. A picture with transparency is inside where it is not transparent, one
    /// without where any channel is not 0; a PNG that was not packed by zlib is inside where anything is not 0.
    /// </summary>
    /// <exception cref="InvalidDataException">The data is no picture, or no pixel is inside.</exception>
    public static Mask Decode(BitmapGeometry bitmap)
    {
        ArgumentNullException.ThrowIfNull(bitmap);
        return OneBitPngReader.TryRead(bitmap) ?? DecodeAny(bitmap);
    }

    /// <summary>Unpacks a mask that must be sound in every byte.</summary>
    /// <param name="bitmap">The packed mask.</param>
    /// <param name="isUnusual">Whether the picture has colours that other readers refuse, clear as its pixels are.</param>
    /// <exception cref="InvalidDataException">The data is no picture, damaged anywhere, or no pixel is inside.</exception>
    internal static Mask DecodeSound(BitmapGeometry bitmap, out bool isUnusual)
    {
        var file = Unpack(bitmap.Data, out var isZlib);
        if (PngFile.Is(file)) _ = PictureFile.Read(file);
        var picture = ReadPicture(file);
        isUnusual = picture.Comp == (isZlib ? ColorComponents.RedGreenBlue : ColorComponents.Grey);
        return Threshold(picture, bitmap.Origin, alphaAlone: isZlib);
    }

    /// <summary>Packs a mask as a one-bit palette PNG; the picture is cropped to its pixels.</summary>
    /// <exception cref="ArgumentException">The mask has no pixel: the format has no empty masks.</exception>
    public static BitmapGeometry Encode(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var tight = mask.Crop() ?? throw new ArgumentException("The mask has no pixel.", nameof(mask));
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) OneBitPng.Write(zlib, tight);
        return new BitmapGeometry(new PixelPoint(tight.Left, tight.Top), Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length));
    }

    /// <summary>Unpacks a picture of any kind.</summary>
    private static Mask DecodeAny(BitmapGeometry bitmap)
    {
        var file = Unpack(bitmap.Data, out var isZlib);
        return Threshold(ReadPicture(file), bitmap.Origin, alphaAlone: isZlib);
    }

    /// <summary>Null when the bytes are not a zlib stream.</summary>
    private static byte[]? Inflate(byte[] packed)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            zlib.CopyTo(plain);
            return plain.ToArray();
        }
        // A stream that wants a dictionary is answered with an IOException.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>The picture file.</summary>
    private static byte[] Unpack(string data, out bool isZlib)
    {
        byte[] packed;
        try
        {
            packed = Convert.FromBase64String(data);
        }
        catch (FormatException problem)
        {
            throw new InvalidDataException("The mask's data is not base64.", problem);
        }

        var file = Inflate(packed);
        isZlib = file is not null;
        return file ?? packed;
    }

    private static ImageResult ReadPicture(byte[] file)
    {
        try
        {
            return ImageResult.FromMemory(file);
        }
        catch (Exception problem) when (problem is InvalidOperationException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The mask's data is not a picture, or a damaged one.", problem);
        }
    }

    private static Mask Threshold(ImageResult picture, PixelPoint origin, bool alphaAlone)
    {
        var (width, height, channels) = (picture.Width, picture.Height, (int)picture.Comp);
        var transparent = picture.Comp is ColorComponents.GreyAlpha or ColorComponents.RedGreenBlueAlpha;
        var colours = transparent ? channels - 1 : channels;
        var pixels = new byte[width * height];
        for (int to = 0, from = 0; to < pixels.Length; to++, from += channels)
        {
            var pixel = picture.Data.AsSpan(from, channels);
            var inside = (transparent && pixel[colours] != 0) || (!(transparent && alphaAlone) && pixel[..colours].ContainsAnyExcept((byte)0));
            pixels[to] = inside ? (byte)1 : (byte)0;
        }

        return new Mask(origin.X, origin.Y, width, height, pixels).Crop() ?? throw new InvalidDataException("The mask has no pixel.");
    }
}
