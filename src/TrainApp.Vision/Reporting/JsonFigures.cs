using System.Runtime.InteropServices;
using System.Text.Json;

namespace TrainApp.Vision.Reporting;

/// <summary>How figures stand in the data: what is not a number as null, long columns packed.</summary>
internal static class JsonFigures
{
    public static void Figure(this Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteNullValue();
    }

    public static void Figure(this Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        json.Figure(value);
    }

    /// <summary>A curve, rounded to what can be seen.</summary>
    public static void Curve(this Utf8JsonWriter json, IEnumerable<double?> values)
    {
        json.WriteStartArray();
        foreach (var value in values) json.Figure(value is { } number && double.IsFinite(number) ? Math.Round(number, 5) : null);
        json.WriteEndArray();
    }

    public static void Curve(this Utf8JsonWriter json, string name, IEnumerable<double?> values)
    {
        json.WritePropertyName(name);
        json.Curve(values);
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static void Pairs(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartArray(name);
        foreach (var (key, value) in pairs)
        {
            json.WriteStartArray();
            json.WriteStringValue(key);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    public static void Figures(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, double?>> figures)
    {
        json.WriteStartArray(name);
        foreach (var (key, value) in figures)
        {
            json.WriteStartArray();
            json.WriteStringValue(key);
            json.Figure(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>The cells of a matrix that are not zero: [row, column, number].</summary>
    public static void Cells(this Utf8JsonWriter json, string name, long[,] matrix)
    {
        json.WriteStartArray(name);
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
            {
                if (matrix[row, column] == 0) continue;
                json.WriteStartArray();
                json.WriteNumberValue(row);
                json.WriteNumberValue(column);
                json.WriteNumberValue(matrix[row, column]);
                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
    }

    public static void Column(this Utf8JsonWriter json, string name, byte[] values) => json.Packed(name, "u8", values);

    public static void Column(this Utf8JsonWriter json, string name, int[] values) => json.Packed(name, "i32", MemoryMarshal.AsBytes(values.AsSpan()));

    public static void Column(this Utf8JsonWriter json, string name, float[] values) => json.Packed(name, "f32", MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Scores are not shortened: they are compared with the threshold, which is one of them.</summary>
    public static void Column(this Utf8JsonWriter json, string name, double[] values) => json.Packed(name, "f64", MemoryMarshal.AsBytes(values.AsSpan()));

    private static void Packed(this Utf8JsonWriter json, string name, string type, ReadOnlySpan<byte> bytes) => json.WriteString(name, $"{type}:{Convert.ToBase64String(bytes)}");
}
