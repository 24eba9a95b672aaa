using TrainApp.Vision.Masks;
using System.Text.Json;
using TrainApp.Vision.Files;

namespace TrainApp.Vision.Coco;

/// <summary>Writes annotations as a COCO file: one object of <c>images</c>, <c>annotations</c> and <c>categories</c>.</summary>
internal static class CocoFile
{
    /// <summary>
    /// Image ids count from 1 in the order given, category ids from 1 in the order of the meta, whether a class is used
    /// or not. The file appears whole or not at all.
    /// </summary>
    public static void Write(string path, ProjectMeta meta, IEnumerable<(string FileName, Annotation Annotation)> images)
    {
        var categories = meta.Classes.Select((item, index) => (item.Name, Id: index + 1)).ToDictionary(StringComparer.Ordinal);
        WholeFile.Write(path, stream =>
        {
            using var json = new Utf8JsonWriter(stream);
            var objects = new MemoryStream();
            using var objectJson = new Utf8JsonWriter(objects);
            objectJson.WriteStartArray();

            json.WriteStartObject();
            json.WriteStartArray("images");
            int imageId = 0, objectId = 0;
            foreach (var (fileName, annotation) in images)
            {
                WriteImage(json, ++imageId, fileName, annotation);
                foreach (var label in annotation.Labels)
                {
                    if (!categories.TryGetValue(label.ClassName, out var category))
                        throw new InvalidDataException($"'{fileName}' has an object of class '{label.ClassName}', which the project's meta does not have.");
                    if (CocoShape.Of(label.Geometry, annotation.Width, annotation.Height) is { } shape)
                        WriteObject(objectJson, ++objectId, imageId, category, shape, annotation);
                }
            }

            json.WriteEndArray();
            objectJson.WriteEndArray();
            objectJson.Flush();
            json.WritePropertyName("annotations");
            json.WriteRawValue(objects.GetBuffer().AsSpan(0, (int)objects.Length));
            WriteCategories(json, meta);
            json.WriteEndObject();
        });
    }

    private static void WriteImage(Utf8JsonWriter json, int id, string fileName, Annotation annotation)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteString("file_name", fileName);
        json.WriteNumber("height", annotation.Height);
        json.WriteNumber("width", annotation.Width);
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, int id, int imageId, int category, CocoShape shape, Annotation annotation)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteNumber("image_id", imageId);
        json.WriteNumber("category_id", category);
        json.WriteStartArray("bbox");
        json.WriteNumberValue(shape.Box.Left);
        json.WriteNumberValue(shape.Box.Top);
        json.WriteNumberValue(shape.Box.Width);
        json.WriteNumberValue(shape.Box.Height);
        json.WriteEndArray();
        json.WriteNumber("area", shape.Area);
        json.WriteNumber("iscrowd", 0);
        json.WritePropertyName("segmentation");
        if (shape.Mask is null) json.WriteRawValue("[]");
        else RunLengths.Write(json, shape.Mask, annotation.Width, annotation.Height);
        json.WriteEndObject();
    }

    private static void WriteCategories(Utf8JsonWriter json, ProjectMeta meta)
    {
        json.WriteStartArray("categories");
        for (var i = 0; i < meta.Classes.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", i + 1);
            json.WriteString("name", meta.Classes[i].Name);
            json.WriteString("supercategory", meta.Classes[i].Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
