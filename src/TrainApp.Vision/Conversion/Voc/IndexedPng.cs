using System.Buffers.Binary;
using System.IO.Compression;
using TrainApp.Pictures;
using TrainApp.Shapes;

namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Pictures whose pixels are numbers of colours in a palette.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">A number per pixel, row by row.</param>
internal sealed record IndexedPng(int Width, int Height, byte[] Pixels)
{
    private const int HeaderLength = 13, ChunkExtra = 12;

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="palette">256 colours of three bytes.</param>
    public void Write(Stream stream, ReadOnlySpan<byte> palette)
    {
        stream.Write(PngFile.Signature);
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Height);
        header[8] = 8; // bits per pixel
        header[9] = 3; // by palette
        PngChunk.Write(stream, "IHDR", header);
        PngChunk.Write(stream, "PLTE", palette);
        var rows = new byte[(Width + 1) * Height];
        for (var y = 0; y < Height; y++) Pixels.AsSpan(y * Width, Width).CopyTo(rows.AsSpan((y * (Width + 1)) + 1));
        PngChunk.Write(stream, "IDAT", PngChunk.Pack(rows));
        PngChunk.Write(stream, "IEND", []);
    }

    /// <summary>Reads a file; null when its pixels are colours and not numbers of a palette, or interlaced.</summary>
    /// <exception cref="InvalidDataException">The file is no PNG, or a damaged one.</exception>
    public static IndexedPng? Read(ReadOnlySpan<byte> file)
    {
        var head = PictureFile.Read(file);
        if (!PngFile.Is(file) || file[25] != 3 || file[28] != 0) return null;
        using var packed = new MemoryStream();
        for (var at = PngFile.Signature.Length; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (file[(at + 4)..].StartsWith("IDAT"u8)) packed.Write(file.Slice(at + 8, length));
            at += ChunkExtra + length;
        }

        var bits = file[24];
        var stride = ((head.Width * bits) + 7) / 8;
        var rows = new byte[checked((stride + 1) * head.Height)];
        packed.Position = 0;
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress))
        {
            if (zlib.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false) < rows.Length || !PngChunk.TryUnfilter(rows, stride))
                throw new InvalidDataException("It is damaged: its rows cannot be read.");
        }

        var pixels = new byte[head.Width * head.Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            int x = i % head.Width * bits, from = (i / head.Width * (stride + 1)) + 1 + (x / 8);
            pixels[i] = (byte)((rows[from] >> (8 - bits - (x % 8))) & ((1 << bits) - 1));
        }

        return new(head.Width, head.Height, pixels);
    }
}
