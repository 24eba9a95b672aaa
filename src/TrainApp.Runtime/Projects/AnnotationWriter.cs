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
        if (annotation.ImageId is { } id) writer.WriteNumber("imageId", id);
        if (annotation.CustomData is { } data)
        {
            writer.WritePropertyName("customBigData");
            writer.WriteRawValue(data);
        }

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
        if (label.ClassId is { } classId) writer.WriteNumber("classId", classId);
        writer.WriteString("classTitle", label.ClassName);
        writer.WriteString("description", label.Description);
        WriteTags(writer, label.Tags);
        GeometryWriter.Write(writer, label.Geometry);
        if (label.BindingKey is { } key) writer.WriteString("instance", key);
        WriteAuthorship(writer, label.Authorship);
        if (label.IsCreatedByModel) writer.WriteBoolean("nnCreated", value: true);
        if (label.IsUpdatedByModel) writer.WriteBoolean("nnUpdated", value: true);
        writer.WriteEndObject();
    }

    private static void WriteAuthorship(Utf8JsonWriter writer, Authorship? authorship)
    {
        if (authorship?.Login is { } login) writer.WriteString("labelerLogin", login);
        if (authorship?.Created is { } created) writer.WriteString("createdAt", created);
        if (authorship?.Updated is { } updated) writer.WriteString("updatedAt", updated);
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

            WriteAuthorship(writer, tag.Authorship);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
