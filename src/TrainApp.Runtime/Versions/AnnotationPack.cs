using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using TrainApp.Cache;

namespace TrainApp.Versions;

/// <summary>
/// A file of many contents: compressed blocks, then a table, then its length and sum. It is written once and never changed.
/// </summary>
internal static class AnnotationPack
{
    private const int EntryBytes = ContentHash.Bytes + 16, FooterBytes = 16;

    /// <summary>Writes blocks in their order as they come.</summary>
    public static void Write(Stream stream, IEnumerable<PackedBlock> blocks)
    {
        var table = new MemoryStream();
        Span<byte> entry = stackalloc byte[EntryBytes];
        var place = 0L;
        foreach (var block in blocks)
        {
            stream.Write(block.Compressed);
            foreach (var (hash, length) in block.Contents)
            {
                hash.Write(entry);
                BinaryPrimitives.WriteInt64LittleEndian(entry[ContentHash.Bytes..], place);
                BinaryPrimitives.WriteInt32LittleEndian(entry[(ContentHash.Bytes + 8)..], block.Compressed.Length);
                BinaryPrimitives.WriteInt32LittleEndian(entry[(ContentHash.Bytes + 12)..], length);
                table.Write(entry);
            }

            place += block.Compressed.Length;
        }

        Span<byte> footer = stackalloc byte[FooterBytes];
        BinaryPrimitives.WriteInt64LittleEndian(footer, table.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(footer[8..], XxHash3.HashToUInt64(table.GetBuffer().AsSpan(0, (int)table.Length)));
        table.WriteTo(stream);
        stream.Write(footer);
    }

    /// <summary>The blocks of a pack, each with the contents in it; empty when the file is damaged.</summary>
    public static IReadOnlyList<PackBlock> ReadTable(string file)
    {
        using var stream = File.OpenRead(file);
        if (stream.Length < FooterBytes) return [];
        Span<byte> footer = stackalloc byte[FooterBytes];
        stream.Position = stream.Length - FooterBytes;
        stream.ReadExactly(footer);
        var length = BinaryPrimitives.ReadInt64LittleEndian(footer);
        if (length < 0 || length % EntryBytes != 0 || length > stream.Length - FooterBytes) return [];
        var table = new byte[length];
        stream.Position = stream.Length - FooterBytes - length;
        stream.ReadExactly(table);
        if (XxHash3.HashToUInt64(table) != BinaryPrimitives.ReadUInt64LittleEndian(footer[8..])) return [];

        var blocks = new List<PackBlock>();
        for (var entry = table.AsSpan(); entry.Length > 0; entry = entry[EntryBytes..])
        {
            var place = BinaryPrimitives.ReadInt64LittleEndian(entry[ContentHash.Bytes..]);
            var compressed = BinaryPrimitives.ReadInt32LittleEndian(entry[(ContentHash.Bytes + 8)..]);
            if (blocks.Count == 0 || blocks[^1].Place != place) blocks.Add(new(file, place, compressed, []));
            blocks[^1].Contents.Add((ContentHash.Read(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[(ContentHash.Bytes + 12)..])));
        }

        return blocks;
    }

    public static PackedBlock Compress(IReadOnlyList<(ContentHash Hash, byte[] Content)> contents)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var (_, content) in contents) deflate.Write(content);
        }

        return new([.. contents.Select(item => (item.Hash, item.Content.Length))], compressed.ToArray());
    }
}

/// <summary>A block to write.</summary>
internal sealed record PackedBlock(IReadOnlyList<(ContentHash Hash, int Length)> Contents, byte[] Compressed);

/// <summary>A block of a pack that is there.</summary>
internal sealed record PackBlock(string File, long Place, int Length, List<(ContentHash Hash, int Length)> Contents)
{
    /// <summary>Reads the contents that are wanted; one that is not what its hash says is left out.</summary>
    public IEnumerable<(ContentHash Hash, byte[] Content)> Read(IReadOnlySet<ContentHash> wanted)
    {
        var compressed = new byte[Length];
        using (var stream = System.IO.File.OpenRead(File))
        {
            stream.Position = Place;
            if (stream.ReadAtLeast(compressed, Length, throwOnEndOfStream: false) < Length) yield break;
        }

        using var contents = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress);
        foreach (var (hash, length) in Contents)
        {
            var content = new byte[length];
            if (!TryRead(contents, content)) yield break;
            if (wanted.Contains(hash) && ContentHash.Of(content) == hash) yield return (hash, content);
        }
    }

    private static bool TryRead(DeflateStream stream, byte[] content)
    {
        try
        {
            return stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
