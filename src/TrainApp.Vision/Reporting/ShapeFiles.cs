using System.Globalization;
using System.Text.Json;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>Outlines of objects, in files of some images each, which the page loads when it shows one of them.</summary>
internal static class ShapeFiles
{
    /// <summary>Images per file.</summary>
    public const int ImagesPerFile = 100;

    /// <summary>Writes <c>0.js</c>, <c>1.js</c> …</summary>
    /// <returns>Whether there is any outline; without one, nothing is written.</returns>
    public static bool Write(EvaluationResult result, string folder, int pictureSize, CancellationToken cancellationToken)
    {
        if (!result.Truth.Any(HasOutline) && !result.Predictions.Any(HasOutline)) return false;
        Directory.CreateDirectory(folder);
        var truth = ByImage(result.Truth);
        var predictions = ByImage(result.Predictions);
        var files = (result.Images.Count + ImagesPerFile - 1) / ImagesPerFile;
        Parallel.For(0, files, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, file =>
        {
            var images = Enumerable.Range(file * ImagesPerFile, Math.Min(ImagesPerFile, result.Images.Count - (file * ImagesPerFile))).ToList();
            var number = file.ToString(CultureInfo.InvariantCulture);
            DataScript.Write(Path.Combine(folder, $"{number}.js"), $"trainAppShapes[{number}]", json =>
            {
                json.WriteStartObject();
                WriteObjects(json, "t", result.Truth, truth, images, result.Images, pictureSize);
                WriteObjects(json, "p", result.Predictions, predictions, images, result.Images, pictureSize);
                json.WriteEndObject();
            });
        });
        return true;
    }

    private static bool HasOutline(EvaluatedObject one) => one.Shape is PolygonGeometry or BitmapGeometry;

    private static ILookup<int, int> ByImage(IReadOnlyList<EvaluatedObject> objects) => objects.Index().Where(pair => HasOutline(pair.Item)).ToLookup(pair => pair.Item.Image, pair => pair.Index);

    private static void WriteObjects(
        Utf8JsonWriter json, string name, IReadOnlyList<EvaluatedObject> objects, ILookup<int, int> byImage, IReadOnlyList<int> images, IReadOnlyList<EvaluatedImage> all, int pictureSize)
    {
        json.WriteStartObject(name);
        foreach (var image in images)
        {
            // Less than a pixel of the picture cannot be seen.
            var tolerance = Math.Max(0.5, 0.75 * Math.Max(all[image].Width, all[image].Height) / pictureSize);
            foreach (var index in byImage[image])
            {
                json.WriteStartArray(index.ToString(CultureInfo.InvariantCulture));
                foreach (var ring in Outline.Of(objects[index].Shape!, tolerance))
                {
                    json.WriteStartArray();
                    foreach (var point in ring)
                    {
                        json.WriteNumberValue(point.X);
                        json.WriteNumberValue(point.Y);
                    }

                    json.WriteEndArray();
                }

                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }
}
