using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>A small file that is the same each time: no white space, no dates, run lengths as the text that COCO's tools read.</summary>
/// <param name="description">What the file holds.</param>
internal sealed class CompactLayout(string description) : ICocoLayout
{
    public JsonWriterOptions Options => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public void WriteHead(Utf8JsonWriter json)
    {
        json.WriteStartObject("info");
        json.WriteString("description", description);
        json.WriteEndObject();
    }

    public void WriteImage(Utf8JsonWriter json, int id, CocoImage image)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteString("file_name", image.FileName);
        json.WriteNumber("height", image.Height);
        json.WriteNumber("width", image.Width);
        json.WriteEndObject();
    }

    public void WriteObject(Utf8JsonWriter json, int imageId, CocoObject item)
    {
        json.WriteStartObject();
        json.WriteNumber("image_id"u8, imageId);
        json.WriteNumber("category_id"u8, item.Category);
        json.WriteNumbers("bbox"u8, [item.Box.Left, item.Box.Top, item.Box.Width, item.Box.Height]);
        json.WriteNumber("area"u8, item.Area);
        json.WriteNumber("iscrowd"u8, item.IsCrowd ? 1 : 0);
        if (item.Runs is { } runs) WriteRuns(json, runs);
        else json.WriteNumbers("segmentation"u8, []);
        if (item.KeyPoints is { } points)
        {
            json.WriteNumbers("keypoints"u8, points);
            json.WriteNumber("num_keypoints"u8, item.KeyPointCount);
        }

        json.WriteEndObject();
    }

    public void WriteCaption(Utf8JsonWriter json, int id, int imageId, string caption)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteNumber("image_id", imageId);
        json.WriteString("caption", caption);
        json.WriteEndObject();
    }

    private static void WriteRuns(Utf8JsonWriter json, CocoRuns runs)
    {
        json.WriteStartObject("segmentation"u8);
        json.WriteNumbers("size"u8, [runs.Height, runs.Width]);
        json.WriteString("counts"u8, CompressedRuns.Encode(CollectionsMarshal.AsSpan(runs.Counts)));
        json.WriteEndObject();
    }
}
