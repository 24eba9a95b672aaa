using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TrainApp.Vision.CocoEvaluation.Reading;

/// <summary>Reading numbers, flags and arrays of numbers at the reader's place; what is of another type is an error with its place.</summary>
internal static class JsonValues
{
    public static double ReadDouble(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.CurrentDouble();
    }

    /// <summary>An integer; 7.0 counts as 7, as it does in Python.</summary>
    public static long ReadInteger(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var integer) ? integer : reader.IntegerOfDouble();
    }

    private static long IntegerOfDouble(this ref Utf8JsonReader reader)
    {
        var number = reader.CurrentDouble();
        return double.IsInteger(number) && Math.Abs(number) < 1L << 53 ? (long)number : throw reader.Malformed($"Expected a whole number, found {reader.Found()}.");
    }

    /// <summary>A number of pixels.</summary>
    public static int ReadSize(this ref Utf8JsonReader reader) =>
        reader.ReadInteger() is >= 0 and <= int.MaxValue and var size ? (int)size : throw reader.Malformed($"Expected a number of pixels, found {reader.Found()}.");

    public static string ReadText(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw reader.Malformed($"Expected a text, found {reader.Found()}.");
    }

    /// <summary>A flag written as true, false or a number.</summary>
    public static bool ReadFlag(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => reader.CurrentDouble() != 0,
        };
    }

    /// <summary>Appends the numbers of an array and returns how many there were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ReadArrayInto(this ref Utf8JsonReader reader, List<double> numbers)
    {
        reader.ReadStartArray();
        var before = numbers.Count;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) numbers.Add(reader.CurrentDouble());
        return numbers.Count - before;
    }

    /// <summary>Reads left, top, width and height; false, and no number appended, if the array is empty.</summary>
    public static bool ReadBoxInto(this ref Utf8JsonReader reader, List<double> boxes)
    {
        var count = reader.ReadArrayInto(boxes);
        if (count == 0) return false;
        if (count != 4) throw reader.Malformed($"A box has 4 numbers, not {count}.");
        return boxes[^2] >= 0 && boxes[^1] >= 0 ? true : throw reader.Malformed(FormattableString.Invariant($"A box is {boxes[^2]} wide and {boxes[^1]} high; neither may be negative. A box is left, top, width, height."));
    }

    public static void ReadStartArray(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw reader.Malformed($"Expected an array, found {reader.Found()}.");
    }

    /// <summary>Moves to the next object of an array; false at the array's end.</summary>
    public static bool ReadNextObject(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw reader.Malformed($"Expected an object, found {reader.Found()}."),
        };
    }

    /// <summary>Moves to the next property of an object; false at the object's end.</summary>
    public static bool ReadNextProperty(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    public static void SkipValue(this ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    public static double CurrentDouble(this ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) throw reader.NoNumber();
        var number = reader.GetDouble();
        return double.IsFinite(number) ? number : throw reader.NoNumber();
    }

    public static MalformedCocoException Malformed(this in Utf8JsonReader reader, string message) => new(message, reader.TokenStartIndex);

    /// <summary>Apart from <see cref="CurrentDouble"/>, which is short so.</summary>
    private static MalformedCocoException NoNumber(this in Utf8JsonReader reader) =>
        reader.Malformed($"Expected a number, found {reader.Found()}{(reader.TokenType == JsonTokenType.Number ? ", which is too large" : "")}.");

    /// <summary>What stands at the reader's place, in words.</summary>
    public static string Found(this in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject or JsonTokenType.EndObject => "an object",
        JsonTokenType.StartArray or JsonTokenType.EndArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
