using System.Buffers.Binary;
using System.Text;

namespace TrainApp.Runtime.Tests.Training;

/// <summary>One event of a TensorBoard file, with the bytes of its message.</summary>
internal sealed record FileEvent(double WallTime, long Step, string? FileVersion, string? Tag, float? Value, byte[] Message);

/// <summary>
/// Reads TensorBoard's event files from the description of their format alone: nothing is shared with the writer under
/// test, neither protobuf nor the CRC.
/// </summary>
internal static class EventFileReader
{
    public static List<FileEvent> Read(string path) => Read(File.ReadAllBytes(path));

    public static List<FileEvent> Read(ReadOnlySpan<byte> file)
    {
        List<FileEvent> events = [];
        while (file.Length > 0)
        {
            if (file.Length < 12) throw new InvalidDataException("cut in a header");
            if (Mask(Crc(file[..8])) != BinaryPrimitives.ReadUInt32LittleEndian(file[8..])) throw new InvalidDataException("wrong check of a length");
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
            if (file.Length < 16 + length) throw new InvalidDataException("cut in a message");
            var message = file.Slice(12, length);
            if (Mask(Crc(message)) != BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..])) throw new InvalidDataException("wrong check of a message");
            events.Add(Decode(message));
            file = file[(16 + length)..];
        }

        return events;
    }

    private static FileEvent Decode(ReadOnlySpan<byte> message)
    {
        var result = new FileEvent(0, 0, null, null, null, message.ToArray());
        foreach (var (field, number, bytes) in Fields(message))
        {
            result = field switch
            {
                1 => result with { WallTime = BitConverter.UInt64BitsToDouble(number) },
                2 => result with { Step = (long)number },
                3 => result with { FileVersion = Encoding.UTF8.GetString(bytes) },
                5 => Fields(bytes) is [(1, _, var value)] ? DecodeValue(result, value) : throw new InvalidDataException("a summary of other than one value"),
                _ => throw new InvalidDataException($"field {field} of an event"),
            };
        }

        return result;
    }

    private static FileEvent DecodeValue(FileEvent result, byte[] value)
    {
        foreach (var (field, number, bytes) in Fields(value))
        {
            if (field == 1) result = result with { Tag = Encoding.UTF8.GetString(bytes) };
            if (field == 2) result = result with { Value = BitConverter.UInt32BitsToSingle((uint)number) };
        }

        return result with { Tag = result.Tag ?? "" };
    }

    private static List<(int Field, ulong Number, byte[] Bytes)> Fields(ReadOnlySpan<byte> message)
    {
        List<(int, ulong, byte[])> fields = [];
        while (message.Length > 0)
        {
            var key = Varint(ref message);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add((field, Varint(ref message), []));
                    break;
                case 1:
                    fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(message), []));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    fields.Add((field, 0, message[..length].ToArray()));
                    message = message[length..];
                    break;
                case 5:
                    fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(message), []));
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException("unknown wire type");
            }
        }

        return fields;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[0];
            message = message[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    private static uint Mask(uint crc) => unchecked((crc >> 15 | crc << 17) + 0xA282EAD8);
}
