using System.Buffers.Binary;

namespace TrainApp.Pictures;

/// <summary>WebP: a RIFF file of one picture.</summary>
internal static class WebpFile
{
    private const int HeaderBytes = 12;

    public static bool Is(ReadOnlySpan<byte> file) => file.Length >= HeaderBytes && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    public static PictureHead Read(ReadOnlySpan<byte> file)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L > file.Length) throw new InvalidDataException("It is cut short.");
        var name = file.Slice(HeaderBytes, 4);
        var data = file.Slice(HeaderBytes + 8, checked((int)BinaryPrimitives.ReadUInt32LittleEndian(file[(HeaderBytes + 4)..])));
        if (name.SequenceEqual("VP8 "u8))
        {
            if (!data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])) throw Damaged();
            return new("WebP", BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);
        }

        if (name.SequenceEqual("VP8L"u8))
        {
            if (data[0] != 0x2F) throw Damaged();
            var sides = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return new("WebP", (int)(sides & 0x3FFF) + 1, (int)((sides >> 14) & 0x3FFF) + 1);
        }

        if (!name.SequenceEqual("VP8X"u8)) throw Damaged();
        return new("WebP", Side(data[4..]), Side(data[7..]));
    }

    private static int Side(ReadOnlySpan<byte> data) => (data[0] | (data[1] << 8) | (data[2] << 16)) + 1;

    private static InvalidDataException Damaged() => new("It is damaged: its first chunk is no picture.");
}
