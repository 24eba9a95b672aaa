using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Inference;

/// <summary>Predicted images as an evaluation takes them: images, objects that are there, objects that were found.</summary>
/// <param name="Images">The images.</param>
/// <param name="Truth">Objects of the annotations whose class the model knows, and whose shape the task compares.</param>
/// <param name="Predictions">What the model found.</param>
internal sealed record PredictedObjects(IReadOnlyList<EvaluatedImage> Images, IReadOnlyList<EvaluatedObject> Truth, IReadOnlyList<EvaluatedObject> Predictions)
{
    /// <summary>
    /// Objects of the truth of the model's classes that are of another shape than the task compares. In object detection the boxes around
    /// them are compared, in the others they are left out. A comparison of two projects leaves them out in every task, as the reference does.
    /// </summary>
    public int OtherShapes { get; init; }

    /// <param name="images">What was predicted.</param>
    /// <param name="classes">The model's classes.</param>
    /// <param name="masks">Whether masks are compared, not boxes.</param>
    /// <exception cref="InvalidDataException">The model names a class that it has not.</exception>
    public static PredictedObjects Of(IReadOnlyList<PredictedImage> images, IReadOnlyList<string> classes, bool masks)
    {
        var indexes = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        List<EvaluatedObject> truth = [], found = [];
        var others = 0;
        for (var i = 0; i < images.Count; i++)
        {
            foreach (var label in images[i].Annotation.Labels)
            {
                if (!indexes.TryGetValue(label.ClassName, out var kind) || label.Geometry.ToBox() is not { } box) continue;
                if (masks ? label.Geometry is not (BitmapGeometry or PolygonGeometry) : label.Geometry is not RectangleGeometry) others++;
                if (!masks) truth.Add(new EvaluatedObject(i, kind, box, 1));
                else if (label.Geometry is BitmapGeometry or PolygonGeometry) truth.Add(new EvaluatedObject(i, kind, box, 1, label.Geometry));
            }

            found.AddRange(Found(images[i], i, classes, masks));
        }

        return new([.. images.Select(item => new EvaluatedImage(item.Image.ToString(), item.Image.ImagePath, item.Width, item.Height))], truth, found) { OtherShapes = others };
    }

    private static IEnumerable<EvaluatedObject> Found(PredictedImage image, int index, IReadOnlyList<string> classes, bool masks)
    {
        var detections = image.Detections;
        for (var i = 0; i < detections.Count; i++)
        {
            var detection = detections[i];
            if (detection.Class < 0 || detection.Class >= classes.Count)
                throw new InvalidDataException($"The model found an object of class {detection.Class} in '{image.Image}'; it has the classes 0 to {classes.Count - 1}.");
            if (!masks) yield return new EvaluatedObject(index, detection.Class, detection.Box, detection.Score);
            // A mask without a pixel in the image finds nothing.
            else if (image.Masks[i] is { } mask) yield return new EvaluatedObject(index, detection.Class, mask.Bounds, detection.Score, mask.Shape);
        }
    }
}
