using System.Buffers.Binary;
using System.IO.Hashing;
using TrainApp.Platform;

namespace TrainApp.Cache;

/// <summary>
/// A file of remembered hashes: records of 72 bytes, little-endian, and a sum behind them. A file whose sum is wrong, such as
/// one that a power cut left, holds nothing.
/// </summary>
internal static class HashSegment
{
    private const int RecordBytes = 40 + ContentHash.Bytes;
    private const int SumBytes = sizeof(ulong);

    /// <summary>Reads the records of a file; of two with one inode the one that changed last stays.</summary>
    public static void Read(string file, Dictionary<(ulong Device, ulong Inode), RememberedHash> into)
    {
        var bytes = File.ReadAllBytes(file);
        var end = bytes.Length - SumBytes;
        if (end < 0 || end % RecordBytes != 0 || XxHash3.HashToUInt64(bytes.AsSpan(0, end)) != BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(end))) return;
        into.EnsureCapacity(into.Count + (end / RecordBytes));
        for (var record = bytes.AsSpan(0, end); record.Length > 0; record = record[RecordBytes..])
        {
            var state = new FileState(
                BinaryPrimitives.ReadUInt64LittleEndian(record),
                BinaryPrimitives.ReadUInt64LittleEndian(record[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(record[16..]),
                BinaryPrimitives.ReadInt64LittleEndian(record[24..]),
                BinaryPrimitives.ReadInt64LittleEndian(record[32..]));
            var key = (state.Device, state.Inode);
            if (!into.TryGetValue(key, out var other) || other.State.Changed <= state.Changed) into[key] = new(state, ContentHash.Read(record[40..]));
        }
    }

    public static byte[] Write(IReadOnlyCollection<RememberedHash> records)
    {
        var bytes = new byte[(records.Count * RecordBytes) + SumBytes];
        var place = bytes.AsSpan();
        foreach (var (state, hash) in records)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(place, state.Device);
            BinaryPrimitives.WriteUInt64LittleEndian(place[8..], state.Inode);
            BinaryPrimitives.WriteInt64LittleEndian(place[16..], state.Size);
            BinaryPrimitives.WriteInt64LittleEndian(place[24..], state.Modified);
            BinaryPrimitives.WriteInt64LittleEndian(place[32..], state.Changed);
            hash.Write(place[40..]);
            place = place[RecordBytes..];
        }

        BinaryPrimitives.WriteUInt64LittleEndian(place, XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - SumBytes)));
        return bytes;
    }
}

/// <summary>A hash and the state that its file had.</summary>
internal readonly record struct RememberedHash(FileState State, ContentHash Hash);
