using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using TrainApp.Projects;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>A file as the reference lays it out, to the last space.</summary>
/// <param name="time">The clock: the file says when it was made, in the time of its place.</param>
internal sealed class ReferenceLayout(TimeProvider time) : ICocoLayout
{
    private const string Nothing = "None";

    public JsonWriterOptions Options => ProjectJson.Options with { SkipValidation = true };

    public void WriteHead(Utf8JsonWriter json)
    {
        var now = time.GetLocalNow();
        json.WriteStartObject("info");
        json.WriteString("description", "COCO dataset converted from Supervisely");
        json.WriteString("url", Nothing);
        json.WriteString("version", "1.0");
        json.WriteNumber("year", now.Year);
        json.WriteString("contributor", "Supervisely");
        json.WriteString("date_created", now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        json.WriteString("url", Nothing);
        json.WriteNumber("id", 0);
        json.WriteString("name", Nothing);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public void WriteImage(Utf8JsonWriter json, int id, CocoImage image)
    {
        json.WriteStartObject();
        json.WriteString("license", Nothing);
        json.WriteString("file_name", image.FileName);
        json.WriteString("url", Nothing);
        json.WriteNumber("height", image.Height);
        json.WriteNumber("width", image.Width);
        json.WriteNull("date_captured");
        json.WriteNumber("id", id);
        if (image.ServerId is { } serverId) json.WriteNumber("sly_id", serverId);
        else json.WriteNull("sly_id");
        json.WriteEndObject();
    }

    public void WriteObject(Utf8JsonWriter json, int imageId, CocoObject item)
    {
        json.WriteStartObject();
        json.WritePropertyName("segmentation");
        if (item.Runs is { } runs) WriteRuns(json, runs);
        else WriteRings(json, item.Rings);
        json.WritePropertyName("area");
        if (item.KeyPoints is null) WriteReal(json, item.Area);
        else json.WriteNumberValue(item.Area);
        json.WriteNumber("iscrowd", 0);
        json.WriteNumber("image_id", imageId);
        json.WriteNumbers("bbox"u8, [item.Box.Left, item.Box.Top, item.Box.Width, item.Box.Height]);
        json.WriteNumber("category_id", item.Category);
        if (item.KeyPoints is { } points)
        {
            json.WriteNumbers("keypoints"u8, points);
            json.WriteNumber("num_keypoints", item.KeyPointCount);
        }

        json.WriteEndObject();
    }

    public void WriteCaption(Utf8JsonWriter json, int id, int imageId, string caption)
    {
        json.WriteStartObject();
        json.WriteNumber("image_id", imageId);
        json.WriteNumber("id", id);
        json.WriteString("caption", caption);
        json.WriteEndObject();
    }

    private static void WriteRuns(Utf8JsonWriter json, CocoRuns runs)
    {
        json.WriteStartObject();
        json.WriteNumbers("counts"u8, CollectionsMarshal.AsSpan(runs.Counts));
        json.WriteNumbers("size"u8, [runs.Height, runs.Width]);
        json.WriteEndObject();
    }

    private static void WriteRings(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<PixelPoint>> rings)
    {
        json.WriteStartArray();
        foreach (var ring in rings)
        {
            json.WriteStartArray();
            foreach (var (x, y) in ring)
            {
                WriteReal(json, x);
                WriteReal(json, y);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>A whole number with its decimal point.</summary>
    private static void WriteReal(Utf8JsonWriter json, double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        json.WriteRawValue(double.IsInteger(value) ? text + ".0" : text, skipInputValidation: true);
    }
}
