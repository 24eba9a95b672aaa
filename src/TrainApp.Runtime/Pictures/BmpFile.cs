using System.Buffers.Binary;

namespace TrainApp.Pictures;

/// <summary>BMP: a header, then rows of pixels.</summary>
internal static class BmpFile
{
    private const int FileHeaderBytes = 14, OldHeaderBytes = 12;

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith("BM"u8);

    public static PictureHead Read(ReadOnlySpan<byte> file)
    {
        var pixels = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        var header = file[FileHeaderBytes..];
        var isOld = BinaryPrimitives.ReadInt32LittleEndian(header) == OldHeaderBytes;
        var width = isOld ? BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) : BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        var height = isOld ? BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) : Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(header[8..]));
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(header[(isOld ? 10 : 14)..]);
        var isPacked = !isOld && BinaryPrimitives.ReadInt32LittleEndian(header[16..]) is 1 or 2;
        if (width <= 0 || height is <= 0 or > int.MaxValue || bits is not (1 or 2 or 4 or 8 or 16 or 24 or 32)) throw new InvalidDataException("It is damaged: its header makes no sense.");
        var needed = pixels + (isPacked ? 1 : ((((long)width * bits) + 31) / 32 * 4) * height);
        if (needed > file.Length) throw new InvalidDataException("It is cut short: its pixels do not end.");
        return new("BMP", width, (int)height);
    }
}
