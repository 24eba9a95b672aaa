using System.Text.Json;
using TrainApp.Shapes;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Files;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Inference;

/// <summary>Truth and predictions of an evaluation as files in COCO's format. Images and categories are numbered from 1.</summary>
internal static class EvaluationFiles
{
    public const string Truth = "truth.json";
    public const string Predictions = "predictions.json";

    /// <summary>Writes both files.</summary>
    public static void Write(EvaluationResult result, string directory)
    {
        WholeFile.Write(Path.Combine(directory, Truth), stream => WriteTruth(stream, result));
        WholeFile.Write(Path.Combine(directory, Predictions), stream => WritePredictions(stream, result));
    }

    private static void WriteTruth(Stream stream, EvaluationResult result)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartArray("images");
        for (var i = 0; i < result.Images.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", i + 1);
            json.WriteString("file_name", result.Images[i].Name);
            json.WriteNumber("width", result.Images[i].Width);
            json.WriteNumber("height", result.Images[i].Height);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("annotations");
        for (var i = 0; i < result.Truth.Count; i++)
        {
            var item = result.Truth[i];
            json.WriteStartObject();
            json.WriteNumber("id", i + 1);
            var area = WritePlace(json, item, result.Images[item.Image]);
            json.WriteNumber("area", area);
            json.WriteNumber("iscrowd", 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("categories");
        for (var i = 0; i < result.Classes.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", i + 1);
            json.WriteString("name", result.Classes[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePredictions(Stream stream, EvaluationResult result)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartArray();
        foreach (var item in result.Predictions)
        {
            json.WriteStartObject();
            WritePlace(json, item, result.Images[item.Image]);
            json.WriteNumber("score", item.Score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <returns>Square pixels of the object.</returns>
    private static double WritePlace(Utf8JsonWriter json, EvaluatedObject item, EvaluatedImage image)
    {
        json.WriteNumber("image_id", item.Image + 1);
        json.WriteNumber("category_id", item.Class + 1);
        json.WriteStartArray("bbox");
        json.WriteNumberValue(item.Box.Left);
        json.WriteNumberValue(item.Box.Top);
        json.WriteNumberValue(item.Box.Width);
        json.WriteNumberValue(item.Box.Height);
        json.WriteEndArray();
        if (MaskOf(item.Shape, image) is not { } mask) return item.Box.Area;
        json.WriteStartObject("segmentation");
        json.WriteString("counts", CompressedRuns.Encode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(RunLengths.Of(mask, image.Width, image.Height))));
        json.WriteStartArray("size");
        json.WriteNumberValue(image.Height);
        json.WriteNumberValue(image.Width);
        json.WriteEndArray();
        json.WriteEndObject();
        return mask.Area;
    }

    private static Mask? MaskOf(Geometry? shape, EvaluatedImage image) => shape switch
    {
        BitmapGeometry bitmap => MaskCodec.Decode(bitmap).Clip(image.Width, image.Height),
        PolygonGeometry polygon => PolygonRaster.Draw(polygon, image.Width, image.Height),
        _ => null,
    };
}
