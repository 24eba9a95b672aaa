using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Inference;

/// <summary>Predicted images as an evaluation takes them: images, objects that are there, objects that were found.</summary>
/// <param name="Images">The images.</param>
/// <param name="Truth">Objects of the annotations whose class the model knows, and whose shape the task compares.</param>
/// <param name="Predictions">What the model found.</param>
internal sealed record PredictedObjects(IReadOnlyList<EvaluatedImage> Images, IReadOnlyList<EvaluatedObject> Truth, IReadOnlyList<EvaluatedObject> Predictions)
{
    /// <param name="images">What was predicted.</param>
    /// <param name="classes">The model's classes.</param>
    /// <param name="masks">Whether masks are compared, not boxes.</param>
    /// <exception cref="InvalidDataException">The model names a class that it has not, or has no masks where they are compared.</exception>
    public static PredictedObjects Of(IReadOnlyList<PredictedImage> images, IReadOnlyList<string> classes, bool masks)
    {
        var indexes = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        List<EvaluatedObject> truth = [], found = [];
        for (var i = 0; i < images.Count; i++)
        {
            foreach (var label in images[i].Annotation.Labels)
            {
                if (!indexes.TryGetValue(label.ClassName, out var kind) || label.Geometry.ToBox() is not { } box) continue;
                if (!masks) truth.Add(new EvaluatedObject(i, kind, box, 1));
                else if (label.Geometry is BitmapGeometry or PolygonGeometry) truth.Add(new EvaluatedObject(i, kind, box, 1, label.Geometry));
            }

            found.AddRange(Found(images[i], i, classes, masks));
        }

        return new([.. images.Select(item => new EvaluatedImage(item.Image.ToString(), item.Image.ImagePath, item.Width, item.Height))], truth, found);
    }

    private static IEnumerable<EvaluatedObject> Found(PredictedImage image, int index, IReadOnlyList<string> classes, bool masks)
    {
        var (detections, pixels) = (image.Predictions.Detections, image.Predictions.Masks);
        if (masks && pixels.Count != detections.Count)
            throw new InvalidDataException($"The model found {detections.Count} objects in '{image.Image}' and {pixels.Count} masks; instance segmentation needs one of each.");
        for (var i = 0; i < detections.Count; i++)
        {
            var detection = detections[i];
            if (detection.Class < 0 || detection.Class >= classes.Count)
                throw new InvalidDataException($"The model found an object of class {detection.Class} in '{image.Image}'; it has the classes 0 to {classes.Count - 1}.");
            if (!masks) yield return new EvaluatedObject(index, detection.Class, detection.Box, detection.Score);
            // A mask without a pixel in the image finds nothing.
            else if (pixels[i].Clip(image.Width, image.Height) is { } mask) yield return new EvaluatedObject(index, detection.Class, mask.Bounds, detection.Score, MaskCodec.Encode(mask));
        }
    }
}
