using System.Buffers.Binary;

namespace TrainApp.Training;

/// <summary>One value of one series.</summary>
/// <param name="Series">The series' id, from 1 on.</param>
/// <param name="Epoch">The epoch as the app numbers it; −1 before the first one.</param>
/// <param name="Step">The step since training began.</param>
/// <param name="WallTime">Unix time in seconds, with its fraction.</param>
/// <param name="Value">The value; NaN and infinities are values.</param>
internal readonly record struct MetricRecord(uint Series, int Epoch, long Step, double WallTime, double Value)
{
    /// <summary>Length of a record in the file, in bytes.</summary>
    public const int Size = 32;

    /// <summary>Reads a record.</summary>
    public static MetricRecord Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadDoubleLittleEndian(bytes[16..]),
        BinaryPrimitives.ReadDoubleLittleEndian(bytes[24..]));

    /// <summary>Writes the record, little-endian.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Series);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Step);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[16..], WallTime);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[24..], Value);
    }
}
