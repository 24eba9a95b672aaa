using System.Globalization;
using TrainApp.Formats;

namespace TrainApp.Generators.Inputs;

/// <summary>Finds the place in a C# string literal at which a place of its value stands.</summary>
internal static class LiteralText
{
    /// <summary>The place in the file, or the whole literal where it cannot be told.</summary>
    /// <param name="literal">Where the literal stands.</param>
    /// <param name="length">The length of its value.</param>
    /// <param name="place">A place in its value.</param>
    public static Place Locate(CodePlace literal, int length, Place place)
    {
        if (literal.Literal is not { } token) return literal.Place;
        var offsets = Offsets(token);
        if (offsets.Count != length + 1) return literal.Place;
        var start = offsets[Math.Min(place.Start, length)];
        // The end is taken behind the last character: what comes after it may start on another line.
        var end = place.Length == 0 ? start : offsets[Math.Min(place.Start + place.Length, length) - 1] + 1;
        var inside = new LineMap(token).Between(start, Math.Max(start, end));
        var origin = literal.Place;
        return new(
            origin.Start + start,
            inside.Length,
            origin.Line + inside.Line - 1,
            inside.Line == 1 ? origin.Column + inside.Column - 1 : inside.Column,
            origin.Line + inside.EndLine - 1,
            inside.EndLine == 1 ? origin.Column + inside.EndColumn - 1 : inside.EndColumn);
    }

    /// <summary>For every character of the value, and its end, the offset in the literal.</summary>
    internal static List<int> Offsets(string token)
    {
        if (token.StartsWith("@\"", StringComparison.Ordinal)) return Verbatim(token);
        var quotes = token.TakeWhile(static c => c == '"').Count();
        if (quotes < 3) return Regular(token);
        var end = token.Length - quotes;
        return token.IndexOfAny(['\n', '\r'], 0, Math.Max(end, 0)) < 0 ? [.. Enumerable.Range(quotes, Math.Max(end - quotes, 0) + 1)] : RawLines(token, quotes);
    }

    private static List<int> RawLines(string token, int quotes)
    {
        var lines = new LineMap(token);
        var last = lines.LineOf(token.Length);
        var indent = token.Length - quotes - lines.StartOf(last);
        List<int> offsets = [];
        for (var line = 2; line < last; line++)
        {
            var start = lines.StartOf(line);
            var end = lines.StartOf(line + 1);
            // A blank line may be shorter than the indentation.
            var content = start;
            while (content < end && content < start + indent && token[content] is ' ' or '\t') content++;
            for (var at = content; at < end; at++) offsets.Add(at);
        }

        // The last line break belongs to the closing quotes.
        var close = lines.StartOf(last);
        var lineBreak = close - (close > 1 && token[close - 2] == '\r' && token[close - 1] == '\n' ? 2 : 1);
        offsets.RemoveAll(at => at >= lineBreak);
        offsets.Add(lineBreak);
        return offsets;
    }

    private static List<int> Verbatim(string token)
    {
        List<int> offsets = [];
        var at = 2;
        while (at < token.Length - 1)
        {
            offsets.Add(at);
            at += token[at] == '"' ? 2 : 1;
        }

        offsets.Add(at);
        return offsets;
    }

    private static List<int> Regular(string token)
    {
        List<int> offsets = [];
        var at = 1;
        while (at < token.Length - 1)
        {
            offsets.Add(at);
            if (token[at] != '\\')
            {
                at++;
                continue;
            }

            var escape = token[at + 1];
            if (escape == 'U' && at + 10 <= token.Length
                && int.TryParse(token.Substring(at + 2, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && code > 0xFFFF)
            {
                offsets.Add(at);
            }

            at += 2 + escape switch
            {
                'u' => 4,
                'U' => 8,
                'x' => token.Skip(at + 2).Take(4).TakeWhile(IsHex).Count(),
                _ => 0,
            };
        }

        offsets.Add(token.Length - 1);
        return offsets;
    }

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
