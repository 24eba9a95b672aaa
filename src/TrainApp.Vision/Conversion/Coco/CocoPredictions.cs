using System.Text.Json;
using TrainApp.Vision.Files;

namespace TrainApp;

/// <summary>A detector's results as COCO scores them: a list of image, category, box and score.</summary>
public static class CocoPredictions
{
    /// <summary>
    /// Writes the file. Image ids count from 1 in the order of <paramref name="images"/> and category ids from 1, as
    /// <see cref="CocoDatasets.ToCoco(Dataset, ProjectMeta, string?)"/> numbers them.
    /// </summary>
    /// <param name="path">The file; it appears whole or not at all.</param>
    /// <param name="images">Detections of every image, those without any included.</param>
    public static void Write(string path, IEnumerable<IReadOnlyList<Detection>> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        WholeFile.Write(path, stream =>
        {
            using var json = new Utf8JsonWriter(stream);
            json.WriteStartArray();
            var imageId = 0;
            foreach (var detections in images)
            {
                imageId++;
                foreach (var detection in detections) WriteOne(json, imageId, detection);
            }

            json.WriteEndArray();
        });
    }

    private static void WriteOne(Utf8JsonWriter json, int imageId, Detection detection)
    {
        json.WriteStartObject();
        json.WriteNumber("image_id", imageId);
        json.WriteNumber("category_id", detection.Class + 1);
        json.WriteStartArray("bbox");
        json.WriteNumberValue(detection.Box.Left);
        json.WriteNumberValue(detection.Box.Top);
        json.WriteNumberValue(detection.Box.Width);
        json.WriteNumberValue(detection.Box.Height);
        json.WriteEndArray();
        json.WriteNumber("score", detection.Score);
        json.WriteEndObject();
    }
}
