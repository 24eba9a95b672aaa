using System.Buffers.Binary;

namespace TrainApp.Pictures;

/// <summary>JPEG: segments that begin with markers; behind a start of scan, packed pixels up to the next marker.</summary>
internal static class JpegFile
{
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Application1 = 0xE1;

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, StartOfImage, 0xFF]);

    public static PictureHead Read(ReadOnlySpan<byte> file)
    {
        PictureHead? head = null;
        var isOnItsSide = false;
        var hasScan = false;
        for (var at = 2; ;)
        {
            while (at + 1 < file.Length && file[at] == 0xFF && file[at + 1] == 0xFF) at++; // Markers may be padded.
            if (at + 1 >= file.Length) throw new InvalidDataException("It is cut short: it has no end marker.");
            if (file[at] != 0xFF) throw new InvalidDataException("It is damaged: a marker is missing.");
            var marker = file[at + 1];
            at += 2;
            if (marker == EndOfImage)
            {
                return hasScan && head is { } found ? found with { IsOnItsSide = isOnItsSide } : throw new InvalidDataException("It is damaged: it has no pixels.");
            }

            if (IsAlone(marker)) continue;
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2) throw new InvalidDataException("It is damaged: a segment has no length.");
            var segment = file.Slice(at + 2, length - 2);
            at += length;
            if (IsFrame(marker)) head ??= new("JPEG", BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[1..]));
            else if (marker == Application1) isOnItsSide |= ExifOrientation.IsOnItsSide(segment);
            if (marker != StartOfScan) continue;
            hasScan = true;
            at = EndOfScan(file, at);
        }
    }

    /// <summary>Start of image again, restarts, and the private marker 1 have no content.</summary>
    private static bool IsAlone(byte marker) => marker is StartOfImage or 0x01 or (>= 0xD0 and <= 0xD7);

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length) throw new InvalidDataException("It is cut short: its pixels do not end.");
            at += next;
            // 0 behind 0xFF makes it a plain byte; restarts belong to the scan.
            if (file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) return at;
            at += 2;
        }
    }
}
