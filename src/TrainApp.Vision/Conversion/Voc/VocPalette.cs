using System.Globalization;

namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Colours of the masks: 0 is what belongs to nothing, 255 the pixels around objects, which count for nothing.</summary>
internal static class VocPalette
{
    public const byte Background = 0, Border = 255;

    /// <summary>Most classes of a project, and objects of an image, that a mask can tell apart.</summary>
    public const int Most = 254;

    /// <summary>The name of <see cref="Border"/> in the list of colours; a class of that name is no class of objects.</summary>
    public const string BorderName = "neutral";

    private static readonly byte[] s_borderColor = [224, 224, 192];

    /// <summary>The colours of VOC's own masks, which number objects in the order of the annotation.</summary>
    public static byte[] Objects { get; } = WithBorder([.. Enumerable.Range(0, 256).SelectMany(Usual)]);

    /// <summary>The classes in their own colours, from 1 in the order of the meta.</summary>
    public static byte[] Classes(IReadOnlyList<ObjectClass> classes)
    {
        var palette = new byte[256 * 3];
        for (var i = 0; i < Math.Min(classes.Count, Most); i++) Channels(classes[i].Color).CopyTo(palette, 3 * (i + 1));
        return WithBorder(palette);
    }

    /// <summary>A line per class: its name and its colour.</summary>
    public static string List(IReadOnlyList<ObjectClass> classes)
    {
        var lines = classes.Where(item => item.Name != BorderName).Select(item => (item.Name, Color: Channels(item.Color))).Prepend((BorderName, s_borderColor));
        return string.Concat(lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Item1} {line.Item2[0]} {line.Item2[1]} {line.Item2[2]}\n")));
    }

    private static byte[] Channels(string color) =>
        color.Length == 7 && int.TryParse(color.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            ? [(byte)(number >> 16), (byte)(number >> 8), (byte)number]
            : [0, 0, 0];

    /// <summary>The bits of a number, spread over the channels from the highest bit down.</summary>
    private static byte[] Usual(int number)
    {
        var color = new byte[3];
        for (var bit = 7; number > 0; bit--, number >>= 3)
        {
            for (var channel = 0; channel < 3; channel++) color[channel] |= (byte)(((number >> channel) & 1) << bit);
        }

        return color;
    }

    private static byte[] WithBorder(byte[] palette)
    {
        s_borderColor.CopyTo(palette, 3 * Border);
        return palette;
    }
}
