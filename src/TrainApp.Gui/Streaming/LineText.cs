using System.Globalization;
using System.Text;

namespace TrainApp.Gui.Streaming;

/// <summary>What a line of bytes says to a person: bad bytes are marked, colours and other orders to a terminal are left out.</summary>
internal sealed class LineText
{
    private readonly char[] _characters = new char[LineSplitter.LongestLine];
    private int _count;

    /// <summary>What the line read last says.</summary>
    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _count);

    /// <summary>Reads a line.</summary>
    public void Read(ReadOnlySpan<byte> line, bool isCut)
    {
        if (isCut) line = WithoutHalfCharacter(line);
        _count = Encoding.UTF8.GetChars(line, _characters);
        if (Text.ContainsAnyInRange('\0', '\x1F') || Text.ContainsAnyInRange('\x7F', '\x9F')) _count = Strip(_characters.AsSpan(0, _count));
        _count = Text.TrimEnd().Length;
    }

    /// <summary>The text, with how much of a cut line is missing.</summary>
    public string ToString(long leftOut) => leftOut == 0 ? Text.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Text} … ({leftOut:N0} more bytes in the file)");

    private static ReadOnlySpan<byte> WithoutHalfCharacter(ReadOnlySpan<byte> line)
    {
        for (var back = 1; back <= Math.Min(3, line.Length); back++)
        {
            var lead = line[^back];
            if (lead < 0x80) break;
            if (lead < 0xC0) continue;
            var length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
            return length > back ? line[..^back] : line;
        }

        return line;
    }

    /// <summary>Moves what is left to the front, and says how much that is.</summary>
    private static int Strip(Span<char> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\x1B') i = EndOfOrder(text, i);
            else if (text[i] == '\t' || !char.IsControl(text[i])) text[count++] = text[i];
        }

        return count;
    }

    /// <summary>The place of the last letter of the order to a terminal that begins with an escape.</summary>
    private static int EndOfOrder(ReadOnlySpan<char> text, int escape)
    {
        var i = escape + 1;
        if (i >= text.Length) return escape;
        switch (text[i])
        {
            case '[':
                for (i++; i < text.Length && text[i] is >= ' ' and <= '?'; i++)
                {
                    // Parameters of the order.
                }

                return i < text.Length && text[i] is >= '@' and <= '~' ? i : i - 1;
            case ']':
                for (i++; i < text.Length && text[i] is not ('\x07' or '\x1B'); i++)
                {
                    // A title or an address.
                }

                return i + 1 < text.Length && text[i] == '\x1B' && text[i + 1] == '\\' ? i + 1 : i < text.Length && text[i] == '\x07' ? i : i - 1;
            default:
                return text[i] is >= '@' and <= '_' ? i : escape;
        }
    }
}
