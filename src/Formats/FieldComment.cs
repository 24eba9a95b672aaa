namespace TrainApp.Formats;

/// <summary>
/// What the comment behind a hyperparameter says about it: <c># float</c>, <c># int?</c>, <c># float[]</c>,
/// <c># [0, 1)</c>, <c># &gt;= 1</c>, <c># A | B | C</c>, each of them alone or before a description.
/// </summary>
/// <param name="Kind">The type that it names.</param>
/// <param name="IsList">Whether <c>[]</c> follows the type.</param>
/// <param name="IsNullable">Whether <c>?</c> follows the type.</param>
/// <param name="Range">The range that it names.</param>
/// <param name="Choices">The alternatives that it names.</param>
/// <param name="Description">The rest.</param>
internal sealed record FieldComment(FieldKind? Kind, bool IsList, bool IsNullable, FieldRange? Range, IReadOnlyList<string> Choices, string Description)
{
    /// <summary>A comment that says nothing.</summary>
    public static FieldComment None { get; } = new(null, false, false, null, [], "");

    /// <summary>Reads a comment, without its <c>#</c>.</summary>
    public static FieldComment Parse(string text)
    {
        var cursor = new TextCursor(text);
        cursor.SkipSpace();
        var (kind, isList, isNullable) = ReadType(cursor);
        if (kind is not null) SkipSeparator(cursor);
        var range = FieldRange.TryRead(cursor);
        IReadOnlyList<string> choices = range is null ? ReadChoices(cursor) : [];
        return new(kind, isList, isNullable, range, choices, cursor.Rest.Trim(' ', '\t', ',', ';', ':', '-', '–', '—'));
    }

    private static (FieldKind? Kind, bool IsList, bool IsNullable) ReadType(TextCursor cursor)
    {
        var start = cursor.At;
        while (cursor.Peek() is >= 'a' and <= 'z') cursor.At++;
        FieldKind? kind = cursor.Since(start) switch
        {
            "int" => FieldKind.Integer,
            "long" => FieldKind.Long,
            "float" or "double" => FieldKind.Float,
            "bool" => FieldKind.Bool,
            "string" or "text" => FieldKind.Text,
            _ => null,
        };
        var isList = kind is not null && cursor.Take("[]");
        var isNullable = kind is not null && cursor.Take('?');
        if (kind is not null && cursor.IsAtBoundary && (isList || isNullable || EndsType(cursor))) return (kind, isList, isNullable);
        cursor.At = start;
        return (null, false, false);
    }

    /// <summary>A bare word such as <c>float</c> may begin a sentence; it is a type only where nothing or a separator follows.</summary>
    private static bool EndsType(TextCursor cursor)
    {
        var rest = cursor.Rest.TrimStart();
        return rest.Length == 0 || rest[0] is ',' or ';' or ':' or '[' or '(' or '<' or '>' or '≤' or '≥' or '-' or '–' or '—' || char.IsDigit(rest[0]);
    }

    private static void SkipSeparator(TextCursor cursor)
    {
        while (char.IsWhiteSpace(cursor.Peek()) || cursor.Peek() is ',' or ';' or ':') cursor.At++;
    }

    private static List<string> ReadChoices(TextCursor cursor)
    {
        var start = cursor.At;
        List<string> choices = [];
        // A bar in front says that one alternative is meant: "# | adam".
        var fewest = cursor.Take('|') ? 1 : 2;
        while (true)
        {
            cursor.SkipSpace();
            var word = cursor.At;
            while (!cursor.IsAtEnd && !cursor.IsAtBoundary && cursor.Peek() != '|') cursor.At++;
            if (cursor.At == word) break;
            choices.Add(cursor.Since(word));
            var end = cursor.At;
            cursor.SkipSpace();
            if (cursor.Take('|')) continue;
            cursor.At = end;
            // A sentence follows only behind a separator: "a or b | c" is prose.
            if (choices.Count >= fewest && EndsChoices(cursor)) return choices;
            break;
        }

        cursor.At = start;
        return [];
    }

    private static bool EndsChoices(TextCursor cursor)
    {
        var rest = cursor.Rest.TrimStart();
        return rest.Length == 0 || rest[0] is ',' or ';' or ':' or '-' or '–' or '—' or '(';
    }
}
