using System.Buffers;
using System.Text.Json;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Takes the objects of other classes out of an annotation file and leaves everything else in it as it stands.</summary>
internal static class AnnotationFilter
{
    /// <param name="utf8">An annotation that <see cref="AnnotationReader"/> can read.</param>
    /// <param name="classes">Titles of the classes to keep.</param>
    public static byte[] Keep(byte[] utf8, IReadOnlySet<string> classes)
    {
        var text = utf8.AsSpan(AnnotationReport.Start(utf8));
        var buffer = new ArrayBufferWriter<byte>(utf8.Length);
        using var writer = new Utf8JsonWriter(buffer, ProjectJson.Options with { Indented = false });
        var reader = new Utf8JsonReader(text);
        reader.Read();
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            writer.WritePropertyName(name);
            reader.Read();
            if (string.Equals(name, "objects", StringComparison.Ordinal)) WriteObjects(ref reader, text, writer, classes);
            else WriteAsItIs(ref reader, text, writer);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteObjects(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, Utf8JsonWriter writer, IReadOnlySet<string> classes)
    {
        writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var className = JsonElement.ParseValue(ref reader).Text("classTitle");
            if (className is not null && classes.Contains(className))
                writer.WriteRawValue(text[start..(int)reader.BytesConsumed], skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    private static void WriteAsItIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, Utf8JsonWriter writer)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        writer.WriteRawValue(text[start..(int)reader.BytesConsumed], skipInputValidation: true);
    }
}
