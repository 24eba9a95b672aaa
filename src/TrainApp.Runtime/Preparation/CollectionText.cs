using System.Text;

namespace TrainApp.Preparation;

/// <summary>How names of collections become file names, and names of images lines.</summary>
internal static class CollectionText
{
    /// <summary>
    /// A file name that every system takes and that leads back to the name: everything but letters, digits, <c>_</c>,
    /// <c>-</c>, inner dots and inner spaces is written as <c>%</c> and two hexadecimal digits per byte.
    /// </summary>
    public static string FileOf(string name)
    {
        var file = new StringBuilder(name.Length);
        Span<byte> utf8 = stackalloc byte[4];
        var position = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            var isInner = position > 0 && position + rune.Utf16SequenceLength < name.Length;
            position += rune.Utf16SequenceLength;
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' || (isInner && rune.Value is '.' or ' '))
            {
                file.Append(rune.ToString());
                continue;
            }

            foreach (var part in utf8[..rune.EncodeToUtf8(utf8)]) file.Append('%').Append(Convert.ToHexString([part]));
        }

        return file.ToString();
    }

    public static string NameOf(string file) => Uri.UnescapeDataString(file);

    /// <summary>A line per image; a backslash stands before what would end or confuse a line.</summary>
    public static string Write(IEnumerable<ImageItem> images)
    {
        var text = new StringBuilder();
        foreach (var image in images)
        {
            foreach (var letter in image.ToString())
            {
                _ = letter switch
                {
                    '\\' => text.Append(@"\\"),
                    '\n' => text.Append(@"\n"),
                    '\r' => text.Append(@"\r"),
                    _ => text.Append(letter),
                };
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The image that a line names.</summary>
    public static string ImageOf(string line)
    {
        if (!line.Contains('\\', StringComparison.Ordinal)) return line;
        var name = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\' || i + 1 == line.Length) name.Append(line[i]);
            else name.Append(line[++i] switch { 'n' => '\n', 'r' => '\r', var other => other });
        }

        return name.ToString();
    }
}
