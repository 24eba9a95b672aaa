using System.Buffers.Binary;

namespace TrainApp.Pictures;

/// <summary>The orientation that a camera notes in a JPEG.</summary>
internal static class ExifOrientation
{
    private const ushort Orientation = 0x0112;

    /// <summary>Whether the segment says that the picture is shown turned by 90°; false when it cannot be read.</summary>
    public static bool IsOnItsSide(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8)) return false;
        var tiff = segment[6..];
        if (!TiffFile.Is(tiff)) return false;
        try
        {
            var number = new TiffNumbers(tiff);
            var directory = (int)number.Long(4);
            for (var i = 0; i < number.Short(directory); i++)
            {
                var entry = directory + 2 + (12 * i);
                if (number.Short(entry) == Orientation) return number.Short(entry + 8) is >= 5 and <= 8;
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            // A damaged note about a picture is no damage to the picture.
        }

        return false;
    }
}

/// <summary>Numbers of a TIFF structure, in the byte order that it declares.</summary>
internal readonly ref struct TiffNumbers(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private readonly bool _isLittle = file[0] == (byte)'I';

    public ushort Short(int at) => _isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(_file[at..]) : BinaryPrimitives.ReadUInt16BigEndian(_file[at..]);

    public uint Long(int at) => _isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(_file[at..]) : BinaryPrimitives.ReadUInt32BigEndian(_file[at..]);
}
