using System.Globalization;

namespace TrainApp.Formats;

/// <summary>An interval of numbers; a missing bound does not limit.</summary>
/// <param name="Min">Lower bound.</param>
/// <param name="MinExcluded">Whether the lower bound itself is outside.</param>
/// <param name="Max">Upper bound.</param>
/// <param name="MaxExcluded">Whether the upper bound itself is outside.</param>
/// <param name="Text">The range as it is written in the comment.</param>
internal sealed record FieldRange(double? Min, bool MinExcluded, double? Max, bool MaxExcluded, string Text)
{
    /// <summary>Whether no number lies inside.</summary>
    public bool IsEmpty => Min is { } min && Max is { } max && (min > max || (min == max && (MinExcluded || MaxExcluded)));

    /// <summary>Whether a number lies inside; not-a-number never does.</summary>
    public bool Contains(double value) =>
        !double.IsNaN(value)
        && (Min is not { } min || (MinExcluded ? value > min : value >= min))
        && (Max is not { } max || (MaxExcluded ? value < max : value <= max));

    /// <summary>What a value must be, for messages: <c>in [0, 1)</c>, <c>&gt;= 1</c>.</summary>
    public string Describe() => Text[0] is '>' or '<' or '≥' or '≤' ? Text : $"in {Text}";

    /// <summary>Reads a range at a place of a comment: <c>[0, 1)</c>, <c>&gt;= 1</c>, <c>1..10</c>.</summary>
    public static FieldRange? TryRead(TextCursor cursor)
    {
        var start = cursor.At;
        var range = cursor.Peek() switch
        {
            '[' or '(' => ReadInterval(cursor),
            '>' or '<' or '≥' or '≤' => ReadComparison(cursor),
            '-' or '+' or '.' or (>= '0' and <= '9') => ReadDots(cursor),
            _ => null,
        };
        if (range is not null && cursor.IsAtBoundary) return range with { Text = cursor.Since(start) };
        cursor.At = start;
        return null;
    }

    private static FieldRange? ReadInterval(TextCursor cursor)
    {
        var minExcluded = cursor.Take('(');
        if (!minExcluded) cursor.Take('[');
        if (ReadBound(cursor) is not { } min) return null;
        cursor.SkipSpace();
        if (!cursor.Take(',') || ReadBound(cursor) is not { } max) return null;
        cursor.SkipSpace();
        var closed = cursor.Take(']');
        return closed || cursor.Take(')') ? new(Bound(min), minExcluded, Bound(max), !closed, "") : null;
    }

    private static FieldRange? ReadComparison(TextCursor cursor)
    {
        var sign = cursor.Peek();
        cursor.At++;
        var excluded = sign is '>' or '<' && !cursor.Take('=');
        if (ReadBound(cursor) is not { } bound) return null;
        return sign is '>' or '≥' ? new(Bound(bound), excluded, null, false, "") : new(null, false, Bound(bound), excluded, "");
    }

    private static FieldRange? ReadDots(TextCursor cursor)
    {
        if (ReadBound(cursor) is not { } min) return null;
        cursor.SkipSpace();
        return cursor.Take("..") && ReadBound(cursor) is { } max ? new(Bound(min), false, Bound(max), false, "") : null;
    }

    private static double? ReadBound(TextCursor cursor)
    {
        cursor.SkipSpace();
        var start = cursor.At;
        while (cursor.Peek() is '+' or '-' or '.' or 'e' or 'E' or (>= '0' and <= '9'))
        {
            // "1..10" holds two numbers.
            if (cursor.Peek() == '.' && cursor.Peek(1) == '.') break;
            cursor.At++;
        }

        if (cursor.Take("inf")) return cursor.Since(start)[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return double.TryParse(cursor.Since(start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static double? Bound(double number) => double.IsInfinity(number) ? null : number;
}
