namespace TrainApp.Pictures;

/// <summary>TIFF: a directory of fields, some of which say where strips or tiles of pixels lie.</summary>
internal static class TiffFile
{
    private const ushort ImageWidth = 256, ImageLength = 257, StripOffsets = 273, StripByteCounts = 279, TileOffsets = 324, TileByteCounts = 325;
    private const ushort ShortType = 3;

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

    public static PictureHead Read(ReadOnlySpan<byte> file)
    {
        var number = new TiffNumbers(file);
        var directory = checked((int)number.Long(4));
        int width = 0, height = 0, offsets = 0, counts = 0;
        for (var i = 0; i < number.Short(directory); i++)
        {
            var entry = directory + 2 + (12 * i);
            switch (number.Short(entry))
            {
                case ImageWidth:
                    width = (int)Value(number, entry, 0);
                    break;
                case ImageLength:
                    height = (int)Value(number, entry, 0);
                    break;
                case StripOffsets or TileOffsets:
                    offsets = entry;
                    break;
                case StripByteCounts or TileByteCounts:
                    counts = entry;
                    break;
                default:
                    break;
            }
        }

        if (width <= 0 || height <= 0 || offsets == 0) throw new InvalidDataException("It is damaged: its directory has no size or no pixels.");
        for (var i = 0; counts > 0 && i < number.Long(offsets + 4); i++)
        {
            if (Value(number, offsets, i) + (long)Value(number, counts, i) > file.Length) throw new InvalidDataException("It is cut short: its pixels do not end.");
        }

        return new("TIFF", width, height);
    }

    /// <summary>One of the values of a field: they stand in it when they fit into four bytes, elsewhere when not.</summary>
    private static uint Value(TiffNumbers number, int entry, int index)
    {
        var isShort = number.Short(entry + 2) == ShortType;
        var size = isShort ? 2 : 4;
        var at = number.Long(entry + 4) * size <= 4 ? entry + 8 : checked((int)number.Long(entry + 8));
        return isShort ? number.Short(at + (index * size)) : number.Long(at + (index * size));
    }
}
