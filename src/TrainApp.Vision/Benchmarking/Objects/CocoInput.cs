using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>Objects as the evaluation of COCO takes them. Ids of images and categories are indexes.</summary>
internal sealed class CocoInput(string taskType, int classes, IReadOnlyList<EvaluatedImage> images)
{
    private readonly bool _isMasks = taskType switch
    {
        BenchmarkTasks.ObjectDetection => false,
        BenchmarkTasks.InstanceSegmentation => true,
        _ => throw new ArgumentException($"'{taskType}' has no objects to match.", nameof(taskType)),
    };

    public CocoSimilarity Similarity => _isMasks ? CocoSimilarity.Masks : CocoSimilarity.Boxes;

    public CocoGroundTruth Truth(IReadOnlyList<EvaluatedObject> objects) => new()
    {
        Images = new([.. Enumerable.Range(0, images.Count)], [.. images.Select(image => image.Height)], [.. images.Select(image => image.Width)]),
        Categories = new([.. Enumerable.Range(0, classes)], []),
        Ids = [.. objects.Select((_, index) => index + 1L)],
        ImageIds = [.. objects.Select(item => (long)item.Image)],
        CategoryIds = [.. objects.Select(item => (long)item.Class)],
        Boxes = Boxes(objects),
        Segmentations = Masks(objects),
    };

    public CocoDetections Predictions(IReadOnlyList<EvaluatedObject> objects) => new()
    {
        ImageIds = [.. objects.Select(item => (long)item.Image)],
        CategoryIds = [.. objects.Select(item => (long)item.Class)],
        Scores = [.. objects.Select(item => item.Score)],
        Boxes = Boxes(objects),
        Segmentations = Masks(objects),
    };

    private double[] Boxes(IReadOnlyList<EvaluatedObject> objects)
    {
        if (_isMasks) return [];
        var boxes = new double[4 * objects.Count];
        for (var i = 0; i < objects.Count; i++)
        {
            var box = objects[i].Box;
            (boxes[4 * i], boxes[(4 * i) + 1]) = (box.Left, box.Top);
            (boxes[(4 * i) + 2], boxes[(4 * i) + 3]) = ((double)box.Right - box.Left, (double)box.Bottom - box.Top);
        }

        return boxes;
    }

    private CocoSegmentations Masks(IReadOnlyList<EvaluatedObject> objects)
    {
        var masks = new CocoSegmentations();
        if (!_isMasks) return masks;
        foreach (var item in objects)
        {
            var (height, width) = (images[item.Image].Height, images[item.Image].Width);
            if ((long)height * width > int.MaxValue)
                throw new BenchmarkException($"'{images[item.Image].Name}' is of {width}×{height} pixels; masks are compared in images of {int.MaxValue} pixels at most.");
            switch (item.Shape)
            {
                case PolygonGeometry polygon:
                    // As the reference: the exterior alone, filled as COCO fills it.
                    masks.AddPolygons([.. polygon.Exterior.SelectMany(point => new double[] { point.X, point.Y })]);
                    break;
                case BitmapGeometry bitmap:
                    var mask = MaskCodec.Decode(bitmap).Clip(width, height);
                    masks.AddRunLengths(mask is null ? [height * width] : [.. RunLengths.Of(mask, width, height)], height, width);
                    break;
                default:
                    throw new BenchmarkException($"An object in '{images[item.Image].Name}' has no mask.", hint: "Instance segmentation compares bitmaps and polygons.");
            }
        }

        return masks;
    }
}
