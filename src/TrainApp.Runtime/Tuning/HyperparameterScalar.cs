using System.Text;
using TrainApp.Formats;

namespace TrainApp.Tuning;

/// <summary>Writes text as a YAML scalar on one line.</summary>
internal static class HyperparameterScalar
{
    /// <summary>The text without quotes where it stays text, in double quotes elsewhere.</summary>
    public static string Write(string text) => IsPlain(text) ? text : Quote(text);

    private static bool IsPlain(string text) =>
        text.Length > 0
        && CoreSchema.KindOf(text) == ScalarKind.Text
        && text is not ("<<" or "=")
        && !text.StartsWith("...", StringComparison.Ordinal)
        && (char.IsLetterOrDigit(text[0]) || text[0] is '_' or '/' or '.')
        && text.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '+');

    private static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => builder.Append('\\').Append(c),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                < ' ' or (>= '\u007F' and < '\u00A0') or '\u2028' or '\u2029' or '\uFEFF' => builder.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
                _ => builder.Append(c),
            };
        }

        return builder.Append('"').ToString();
    }
}
