using System.Globalization;
using System.Text;

namespace TrainApp.Formats;

/// <summary>
/// Reads JSON (RFC 8259; comments and trailing commas are accepted) and keeps the place of every value. It never throws:
/// the first mistake ends the reading and is reported, and what was read until then is kept.
/// </summary>
internal sealed class JsonReader
{
    private const int MaxDepth = 64;

    /// <summary>What ends the plain part of a text: its quote, an escape, or a character that may not stand in it.</summary>
    private static readonly char[] s_special = [.. Enumerable.Range(0, ' ').Select(static code => (char)code), '"', '\\'];

    private readonly string _text;
    private readonly string? _file;
    private readonly LineMap _lines;
    private readonly ProblemKind _invalid;
    private readonly ProblemKind _duplicate;
    private readonly List<Problem> _problems = [];
    private int _at;
    private bool _failed;

    private JsonReader(string text, string? file, ProblemKind invalid, ProblemKind duplicate)
    {
        _text = text;
        _file = file;
        _lines = new(text);
        _invalid = invalid;
        _duplicate = duplicate;
        _at = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name for problems.</param>
    /// <param name="invalid">The kind of a mistake in the syntax.</param>
    /// <param name="duplicate">The kind of a name that appears twice in one object.</param>
    public static JsonDocument Read(string text, string? file, ProblemKind invalid, ProblemKind duplicate)
    {
        var reader = new JsonReader(text, file, invalid, duplicate);
        var root = reader.ReadValue(0);
        reader.SkipTrivia();
        if (!reader._failed && reader._at < text.Length)
        {
            reader.Fail($"Found {reader.Found()} after the end of the document.");
        }

        return new(root, reader._problems);
    }

    private JsonNode? ReadValue(int depth)
    {
        SkipTrivia();
        if (_failed) return null;
        if (depth > MaxDepth)
        {
            Fail($"The document is nested more than {MaxDepth} levels deep.");
            return null;
        }

        var start = _at;
        switch (Peek())
        {
            case '{': return ReadObject(start, depth);
            case '[': return ReadArray(start, depth);
            case '"': return ReadString() is { } text ? Node(JsonKind.String, text, start) : null;
            case '-' or (>= '0' and <= '9'): return ReadNumber(start);
            case var c when char.IsLetter(c): return ReadWord(start);
            default:
                Fail($"Found {Found()}, expected a value.");
                return null;
        }
    }

    private JsonNode ReadObject(int start, int depth)
    {
        List<JsonMember> members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        _at++;
        while (true)
        {
            SkipTrivia();
            if (_failed || TryTake('}')) break;
            if (Peek() != '"')
            {
                Fail($"Found {Found()}, expected a name in double quotes or '}}'.");
                break;
            }

            var nameStart = _at;
            if (ReadString() is not { } name) break;
            var place = _lines.Between(nameStart, _at);
            SkipTrivia();
            if (!TryTake(':'))
            {
                Fail($"Found {Found()}, expected ':' after the name \"{name}\".");
                break;
            }

            if (ReadValue(depth + 1) is { } value)
            {
                if (names.Add(name))
                {
                    members.Add(new(name, place, value));
                }
                else
                {
                    _problems.Add(_duplicate.At(_file, place, $"The name '{name}' appears twice in this object."));
                }
            }

            SkipTrivia();
            if (_failed || TryTake('}')) break;
            if (TryTake(',')) continue;
            Fail($"Found {Found()}, expected ',' or '}}'.");
            break;
        }

        return new(JsonKind.Object, "", _lines.Between(start, _at), [], members);
    }

    private JsonNode ReadArray(int start, int depth)
    {
        List<JsonNode> items = [];
        _at++;
        while (true)
        {
            SkipTrivia();
            if (_failed || TryTake(']')) break;
            if (ReadValue(depth + 1) is { } item) items.Add(item);
            SkipTrivia();
            if (_failed || TryTake(']')) break;
            if (TryTake(',')) continue;
            Fail($"Found {Found()}, expected ',' or ']'.");
            break;
        }

        return new(JsonKind.Array, "", _lines.Between(start, _at), items, []);
    }

    private JsonNode? ReadNumber(int start)
    {
        while (Peek() is '-' or '+' or '.' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        {
            _at++;
        }

        var number = _text.Substring(start, _at - start);
        if (IsNumber(number)
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && !double.IsInfinity(value))
        {
            return Node(JsonKind.Number, number, start);
        }

        Fail($"'{number}' is not a number that JSON can hold.", start, _at);
        return null;
    }

    private static bool IsNumber(string text)
    {
        var at = text[0] == '-' ? 1 : 0;
        var whole = at;
        while (at < text.Length && text[at] is >= '0' and <= '9') at++;
        if (at == whole || (text[whole] == '0' && at > whole + 1)) return false;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = ++at;
            while (at < text.Length && text[at] is >= '0' and <= '9') at++;
            if (at == fraction) return false;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-') at++;
            var exponent = at;
            while (at < text.Length && text[at] is >= '0' and <= '9') at++;
            if (at == exponent) return false;
        }

        return at == text.Length;
    }

    private JsonNode? ReadWord(int start)
    {
        while (char.IsLetterOrDigit(Peek()) || Peek() == '_') _at++;
        var word = _text.Substring(start, _at - start);
        switch (word)
        {
            case "true" or "false": return Node(JsonKind.Boolean, word, start);
            case "null": return Node(JsonKind.Null, word, start);
        }

        var meant = word is "None" or "undefined" ? "null" : NearestName.Closest(word, ["true", "false", "null"]);
        Fail($"Found '{word}', expected a value; text stands in double quotes.{(meant is null ? "" : $" Did you mean '{meant}'?")}", start, _at);
        return null;
    }

    private string? ReadString()
    {
        var start = _at++;
        var plain = _text.IndexOfAny(s_special, _at);
        if (plain >= 0 && _text[plain] == '"')
        {
            var contents = _text.Substring(_at, plain - _at);
            _at = plain + 1;
            return contents;
        }

        var builder = new StringBuilder();
        while (true)
        {
            if (_at >= _text.Length || _text[_at] is '\n' or '\r')
            {
                Fail("The text lacks its closing quote.", start, _at);
                return null;
            }

            var c = _text[_at];
            if (c < ' ')
            {
                Fail($"Found the control character U+{(int)c:X4} in a text; write it as \\u{(int)c:x4}.", _at, _at + 1);
                return null;
            }

            _at++;
            if (c == '"') return builder.ToString();
            if (c != '\\')
            {
                builder.Append(c);
                continue;
            }

            var escape = Peek();
            _at++;
            switch (escape)
            {
                case '"' or '\\' or '/': builder.Append(escape); break;
                case 'b': builder.Append('\b'); break;
                case 'f': builder.Append('\f'); break;
                case 'n': builder.Append('\n'); break;
                case 'r': builder.Append('\r'); break;
                case 't': builder.Append('\t'); break;
                case 'u' when _at + 4 <= _text.Length
                    && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    builder.Append((char)code);
                    _at += 4;
                    break;
                default:
                    Fail("Unknown escape in a text; a backslash itself is written as \\\\.", _at - 2, _at);
                    return null;
            }
        }
    }

    private void SkipTrivia()
    {
        while (_at < _text.Length)
        {
            if (Peek() is ' ' or '\t' or '\r' or '\n')
            {
                _at++;
            }
            else if (Starts("//"))
            {
                while (_at < _text.Length && Peek() is not ('\n' or '\r')) _at++;
            }
            else if (Starts("/*"))
            {
                var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    Fail("The comment lacks its end '*/'.", _at, _at + 2);
                    return;
                }

                _at = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private bool Starts(string with) => string.CompareOrdinal(_text, _at, with, 0, with.Length) == 0;

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool TryTake(char c)
    {
        if (_failed || _at >= _text.Length || _text[_at] != c) return false;
        _at++;
        return true;
    }

    private string Found() => _at >= _text.Length ? "the end of the file" : $"'{_text[_at]}'";

    private JsonNode Node(JsonKind kind, string text, int start) => new(kind, text, _lines.Between(start, _at), [], []);

    private void Fail(string message) => Fail(message, _at, _at + 1);

    private void Fail(string message, int start, int end)
    {
        if (_failed) return;
        _failed = true;
        _problems.Add(_invalid.At(_file, _lines.Between(start, end), message));
    }
}
