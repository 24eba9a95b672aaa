using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Writes annotation files.</summary>
internal static class AnnotationWriter
{
    public static byte[] Write(Annotation annotation) => ProjectJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("description", annotation.Description);
        writer.WriteStartObject("size");
        WriteSide(writer, "height", annotation.Height);
        WriteSide(writer, "width", annotation.Width);
        writer.WriteEndObject();
        WriteTags(writer, annotation.Tags);
        writer.WriteStartArray("objects");
        foreach (var label in annotation.Labels) WriteLabel(writer, label);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteSide(Utf8JsonWriter writer, string name, int side)
    {
        if (side == 0) writer.WriteNull(name);
        else writer.WriteNumber(name, side);
    }

    private static void WriteLabel(Utf8JsonWriter writer, Label label)
    {
        writer.WriteStartObject();
        if (label.Id is { } id) writer.WriteNumber("id", id);
        writer.WriteString("classTitle", label.ClassName);
        writer.WriteString("description", label.Description);
        WriteTags(writer, label.Tags);
        GeometryWriter.Write(writer, label.Geometry);
        if (label.BindingKey is { } key) writer.WriteString("instance", key);
        writer.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter writer, IReadOnlyList<Tag> tags)
    {
        writer.WriteStartArray("tags");
        foreach (var tag in tags)
        {
            writer.WriteStartObject();
            writer.WriteString("name", tag.Name);
            switch (tag.Value)
            {
                case string text:
                    writer.WriteString("value", text);
                    break;
                case double number:
                    writer.WriteNumber("value", number);
                    break;
                case not null:
                    throw new ArgumentException(
                        $"The tag '{tag.Name}' has a value of type {tag.Value.GetType().Name}; expected string, double or null.",
                        nameof(tags));
                default:
                    break;
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
