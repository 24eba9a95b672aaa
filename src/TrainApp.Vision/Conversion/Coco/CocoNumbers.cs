using System.Text.Json;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>Lists of numbers in COCO files.</summary>
internal static class CocoNumbers
{
    public static void WriteNumbers(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
