using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace TrainApp.Shapes;

/// <summary>The parts of PNG files.</summary>
internal static class PngChunk
{
    /// <summary>Rows, each after a byte that names its filter, as they stand in the file.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(rows);
        return packed.ToArray();
    }

    public static void Write(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        var name = Encoding.ASCII.GetBytes(type);
        var check = new Crc32();
        check.Append(name);
        check.Append(data);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(name);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, check.GetCurrentHashAsUInt32());
        stream.Write(number);
    }

    /// <summary>Undoes the filters of rows whose pixels take at most a byte; false for a filter that there is not.</summary>
    /// <param name="rows">The rows, each after a byte that names its filter.</param>
    /// <param name="stride">Bytes of a row, without that one.</param>
    public static bool TryUnfilter(Span<byte> rows, int stride)
    {
        ReadOnlySpan<byte> above = new byte[stride];
        for (; !rows.IsEmpty; rows = rows[(stride + 1)..])
        {
            var row = rows.Slice(1, stride);
            switch (rows[0])
            {
                case 0:
                    break;
                case 1:
                    for (var i = 1; i < stride; i++) row[i] += row[i - 1];
                    break;
                case 2:
                    for (var i = 0; i < stride; i++) row[i] += above[i];
                    break;
                case 3:
                    for (var i = 0; i < stride; i++) row[i] += (byte)(((i > 0 ? row[i - 1] : 0) + above[i]) / 2);
                    break;
                case 4:
                    for (var i = 0; i < stride; i++) row[i] += i > 0 ? Paeth(row[i - 1], above[i], above[i - 1]) : above[i];
                    break;
                default:
                    return false;
            }

            above = row;
        }

        return true;
    }

    /// <summary>Of the neighbours left, above and above left, the one closest to left + above − above left.</summary>
    private static byte Paeth(byte left, byte above, byte aboveLeft)
    {
        int toLeft = Math.Abs(above - aboveLeft), toAbove = Math.Abs(left - aboveLeft), toAboveLeft = Math.Abs(left + above - (2 * aboveLeft));
        if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
        return toAbove <= toAboveLeft ? above : aboveLeft;
    }
}
