using System.Buffers.Binary;
using System.IO.Compression;
using TrainApp.Pictures;

namespace TrainApp.Shapes;

/// <summary>The head of a packed mask, from which the size of its picture is read without unpacking it.</summary>
internal static class MaskHeader
{
    /// <summary>Signature, length and name of the first chunk, width, height.</summary>
    private const int HeaderBytes = 24;

    /// <summary>Characters of base64 that surely hold the head: a compressed block may begin with long code tables.</summary>
    private const int PackedCharacters = 512;

    /// <summary>False when the data is no packed PNG, or not one at first sight.</summary>
    public static bool TryReadSize(string data, out int width, out int height)
    {
        (width, height) = (0, 0);
        Span<byte> packed = stackalloc byte[PackedCharacters / 4 * 3];
        var characters = data.AsSpan(0, Math.Min(PackedCharacters, data.Length / 4 * 4));
        if (!Convert.TryFromBase64Chars(characters, packed, out var count)) return false;
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (!TryInflate(packed[..count], header)) return false;
        width = BinaryPrimitives.ReadInt32BigEndian(header[16..]);
        height = BinaryPrimitives.ReadInt32BigEndian(header[20..]);
        return width > 0 && height > 0;
    }

    private static bool TryInflate(ReadOnlySpan<byte> packed, Span<byte> header)
    {
        if (packed.StartsWith(PngFile.Signature) && packed.Length >= HeaderBytes)
        {
            packed[..HeaderBytes].CopyTo(header);
            return true;
        }

        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            return zlib.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes && header.StartsWith(PngFile.Signature);
        }
        // A stream that wants a dictionary is answered with an IOException.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }
}
