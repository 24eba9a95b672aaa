using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using TrainApp.Pictures;

namespace TrainApp.Shapes;

/// <summary>
/// The short way to the pixels of a packed mask of the usual kind: a palette PNG of one bit per pixel in a zlib stream, as
/// servers write it. A project has hundreds of thousands, which a reader of all pictures would unpack to four bytes a pixel.
/// </summary>
internal static class OneBitPngReader
{
    private const int HeaderLength = 13, ChunkExtra = 12;

    /// <summary>For each byte, its bits as eight bytes of 0 or 1, the highest bit first.</summary>
    private static readonly ulong[] s_spread = [.. Enumerable.Range(0, 256).Select(Spread)];

    /// <summary>Null when the mask is of another kind or damaged: then the long way says what it is.</summary>
    public static Mask? TryRead(BitmapGeometry bitmap)
    {
        var packed = ArrayPool<byte>.Shared.Rent((bitmap.Data.Length / 4 * 3) + 3);
        try
        {
            if (!Convert.TryFromBase64String(bitmap.Data, packed, out var length)) return null;
            var file = new ArrayBufferWriter<byte>((4 * length) + 1);
            return TryInflate(packed, 0, length, file, int.MaxValue) ? ReadPng(file.WrittenMemory, bitmap.Origin) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    private static Mask? ReadPng(ReadOnlyMemory<byte> png, PixelPoint origin)
    {
        var file = png.Span;
        if (!PngFile.Is(file) || !TryReadHeader(file, out var width, out var height)) return null;
        ReadOnlySpan<byte> transparency = [];
        for (var at = PngFile.Signature.Length + ChunkExtra + HeaderLength; TryReadChunk(file, at, out var name, out var data); at += ChunkExtra + data.Length)
        {
            if (name.SequenceEqual("tRNS"u8)) transparency = data;
            if (!name.SequenceEqual("IDAT"u8)) continue;

            // One colour must be transparent and the other not; pixels in several chunks are rare.
            var isSecondInside = transparency is [0] or [0, not 0];
            if (!isSecondInside && transparency is not [not 0, 0]) return null;
            return TryReadChunk(file, at + ChunkExtra + data.Length, out var last, out _) && last.SequenceEqual("IEND"u8)
                ? ReadRows(png.Slice(at + 8, data.Length), width, height, isSecondInside ? (byte)0 : byte.MaxValue, origin)
                : null;
        }

        return null;
    }

    private static bool TryReadChunk(ReadOnlySpan<byte> file, int at, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> data)
    {
        name = data = [];
        if (at + ChunkExtra > file.Length) return false;
        var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
        if (length < 0 || length > file.Length - at - ChunkExtra) return false;
        name = file.Slice(at + 4, 4);
        data = file.Slice(at + 8, length);
        return true;
    }

    /// <summary>False for anything but one bit per pixel by palette, not interlaced.</summary>
    private static bool TryReadHeader(ReadOnlySpan<byte> file, out int width, out int height)
    {
        (width, height) = (0, 0);
        if (file.Length < PngFile.Signature.Length + ChunkExtra + HeaderLength || !file[12..].StartsWith("IHDR"u8)) return false;
        width = BinaryPrimitives.ReadInt32BigEndian(file[16..]);
        height = BinaryPrimitives.ReadInt32BigEndian(file[20..]);
        return file[24..29] is [1, 3, 0, 0, 0] && width > 0 && height > 0 && (long)width * height <= Array.MaxLength;
    }

    private static Mask? ReadRows(ReadOnlyMemory<byte> data, int width, int height, byte inversion, PixelPoint origin)
    {
        int stride = (width + 7) / 8, size = (stride + 1) * height;
        var rows = new ArrayBufferWriter<byte>(size + 1);
        var packed = MemoryMarshal.TryGetArray(data, out var part) ? part : data.ToArray();
        if (!TryInflate(packed.Array!, packed.Offset, packed.Count, rows, size) || rows.WrittenCount != size) return null;
        var bits = MemoryMarshal.AsMemory(rows.WrittenMemory).Span;
        if (!PngChunk.TryUnfilter(bits, stride)) return null;

        var pixels = new byte[width * height];
        Span<byte> eight = stackalloc byte[8];
        for (var y = 0; y < height; y++)
        {
            var from = bits.Slice((y * (stride + 1)) + 1, stride);
            var to = pixels.AsSpan(y * width, width);
            for (var i = 0; i < stride; i++)
            {
                var spread = s_spread[from[i] ^ inversion];
                if (to.Length >= 8)
                {
                    BinaryPrimitives.WriteUInt64BigEndian(to, spread);
                    to = to[8..];
                }
                else
                {
                    BinaryPrimitives.WriteUInt64BigEndian(eight, spread);
                    eight[..to.Length].CopyTo(to);
                }
            }
        }

        return new Mask(origin.X, origin.Y, width, height, pixels).Crop();
    }

    private static bool TryInflate(byte[] packed, int offset, int count, ArrayBufferWriter<byte> plain, int most)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed, offset, count), CompressionMode.Decompress);
            while (plain.WrittenCount <= most)
            {
                var read = zlib.Read(plain.GetSpan());
                if (read == 0) return true;
                plain.Advance(read);
            }

            return false;
        }
        // A stream that wants a dictionary is answered with an IOException.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }

    private static ulong Spread(int value)
    {
        ulong spread = 0;
        for (var bit = 7; bit >= 0; bit--) spread = (spread << 8) | (uint)((value >> bit) & 1);
        return spread;
    }
}
