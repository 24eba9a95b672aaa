using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using TrainApp.Formats;

namespace TrainApp.Generators.Naming;

/// <summary>Writes values as C#.</summary>
internal static class Literal
{
    public static string Text(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Bool(bool value) => value ? "true" : "false";

    /// <summary>A floating-point number as it is written in a file: its text is kept, since formatting a double differs between hosts.</summary>
    public static string Double(string written)
    {
        switch (written)
        {
            case ".nan" or ".NaN" or ".NAN": return "double.NaN";
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF": return "double.PositiveInfinity";
            case "-.inf" or "-.Inf" or "-.INF": return "double.NegativeInfinity";
        }

        if (CoreSchema.KindOf(written) == ScalarKind.Integer && written.IndexOfAny(['x', 'o']) > 0)
        {
            CoreSchema.TryInteger(written, out var integer);
            return integer.ToString(CultureInfo.InvariantCulture) + "d";
        }

        var builder = new StringBuilder(written.TrimStart('+'));
        var point = builder.ToString().IndexOf('.');
        // C# wants digits on both sides of the point.
        if (point >= 0 && (point == builder.Length - 1 || !char.IsDigit(builder[point + 1]))) builder.Insert(point + 1, '0');
        if (point == 0 || (point == 1 && builder[0] == '-')) builder.Insert(point, '0');
        return builder.Append('d').ToString();
    }

    /// <summary>A long text on lines of its own where C# can hold it so, for readers of generated code.</summary>
    public static string LongText(string text)
    {
        if (!text.All(static c => c is '\n' or '\t' or (>= ' ' and < '\u007F') or (> '\u00A0' and < '\u2000')) || text.IndexOf('\n') < 0) return Text(text);
        var run = 0;
        var longest = 2;
        foreach (var c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var quotes = new string('"', longest + 1);
        return $"{quotes}\n{text}\n{quotes}";
    }

    /// <summary>Text inside an XML documentation comment.</summary>
    public static string Xml(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => builder.Append("&amp;"),
                '<' => builder.Append("&lt;"),
                '>' => builder.Append("&gt;"),
                < ' ' or '\u0085' or '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' => builder.Append(' '),
                _ when char.IsSurrogate(c) => builder.Append('?'),
                _ => builder.Append(c),
            };
        }

        return builder.ToString();
    }
}
