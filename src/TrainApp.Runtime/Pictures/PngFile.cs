using System.Buffers.Binary;
using System.IO.Hashing;

namespace TrainApp.Pictures;

/// <summary>PNG: chunks with check sums, from a header to an end.</summary>
internal static class PngFile
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static PictureHead Read(ReadOnlySpan<byte> file)
    {
        PictureHead? head = null;
        var hasData = false;
        for (var at = Signature.Length; ;)
        {
            if (at == file.Length) throw new InvalidDataException("It is cut short: it has no end chunk.");
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var name = file.Slice(at + 4, 4);
            var data = file.Slice(at + 8, length);
            if (Crc32.HashToUInt32(file.Slice(at + 4, length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]))
                throw new InvalidDataException("It is damaged: a chunk does not match its check sum.");
            if (head is null && !name.SequenceEqual("IHDR"u8)) throw new InvalidDataException("It is damaged: its first chunk is no header.");
            head ??= new("PNG", BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
            hasData |= name.SequenceEqual("IDAT"u8);
            if (name.SequenceEqual("IEND"u8)) return hasData ? head.Value : throw new InvalidDataException("It is damaged: it has no pixels.");
            at += 12 + length;
        }
    }
}
