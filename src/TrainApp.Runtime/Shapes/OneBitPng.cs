using System.Buffers.Binary;
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
        PngChunk.Write(stream, "IHDR", header);
        PngChunk.Write(stream, "PLTE", [0, 0, 0, 255, 255, 255]);
        PngChunk.Write(stream, "tRNS", [0]);
        PngChunk.Write(stream, "IDAT", Rows(mask));
        PngChunk.Write(stream, "IEND", []);
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

        return PngChunk.Pack(rows);
    }
}
