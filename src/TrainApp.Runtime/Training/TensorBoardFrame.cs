using System.Buffers.Binary;
using System.Numerics;

namespace TrainApp.Training;

/// <summary>
/// The frame around each message of an event file: its length (8 bytes), the length's check, the message, the
/// message's check, all little-endian. The check is a masked CRC-32C.
/// </summary>
internal static class TensorBoardFrame
{
    /// <summary>Bytes before the message.</summary>
    public const int Header = 12;

    /// <summary>Bytes around the message.</summary>
    public const int Overhead = Header + 4;

    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>Fills in what belongs around a message that already lies at <see cref="Header"/>.</summary>
    public static void Close(Span<byte> frame)
    {
        var message = frame[Header..^4];
        BinaryPrimitives.WriteInt64LittleEndian(frame, message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], MaskedCrc(frame[..8]));
        BinaryPrimitives.WriteUInt32LittleEndian(frame[^4..], MaskedCrc(message));
    }

    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes) crc = BitOperations.Crc32C(crc, one);
        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}
