using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using TrainApp.Pictures;

namespace TrainApp.Shapes;

/// <summary>A mask as a PNG of one bit per pixel: colour 0 is black and transparent, colour 1 is white.</summary>
internal static class OneBitPng
{
    public static void Write(Stream stream, Mask mask)
    {
        stream.Write(PngFile.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, mask.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], mask.Height);
        header[8] = 1; // bits per pixel
        header[9] = 3; // by palette
        WriteChunk(stream, "IHDR", header);
        WriteChunk(stream, "PLTE", [0, 0, 0, 255, 255, 255]);
        WriteChunk(stream, "tRNS", [0]);
        WriteChunk(stream, "IDAT", Rows(mask));
        WriteChunk(stream, "IEND", []);
    }

    /// <summary>Rows packed from the highest bit down, each after a byte that names its filter (none).</summary>
    private static byte[] Rows(Mask mask)
    {
        var stride = ((mask.Width + 7) / 8) + 1;
        var rows = new byte[stride * mask.Height];
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (mask.Pixels[(y * mask.Width) + x] != 0) rows[(y * stride) + 1 + (x / 8)] |= (byte)(0x80 >> (x % 8));
            }
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(rows);
        return packed.ToArray();
    }

    private static void WriteChunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        var name = Encoding.ASCII.GetBytes(type);
        var check = new Crc32();
        check.Append(name);
        check.Append(data);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(name);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, check.GetCurrentHashAsUInt32());
        stream.Write(number);
    }
}
