using TrainApp.Shapes;

namespace TrainApp.Vision.Benchmarking.Projects;

/// <summary>Reads two projects as maps of classes and compares their pixels.</summary>
internal static class SemanticProjects
{
    /// <param name="truth">The truth.</param>
    /// <param name="predictions">The predictions, of the same images.</param>
    /// <param name="classes">The classes of masks; one that is called background is what no object covers.</param>
    /// <param name="settings">Kept in the result.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<EvaluationResult> EvaluateAsync(
        Project truth, Project predictions, IReadOnlyList<string> classes, BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        var ordered = SemanticBenchmark.WithBackgroundLast(classes);
        var reader = new ObjectReader(ordered, BenchmarkTasks.SemanticSegmentation);
        var annotated = await reader.ReadTruthAsync(truth, cancellationToken);
        // Pixels have no score.
        var predicted = await reader.ReadTruthAsync(predictions, cancellationToken);
        PairOfProjects.RequireSameSizes(annotated, predicted);
        var (isTrue, isPredicted) = (new LabelPainter(annotated, ordered.Length), new LabelPainter(predicted, ordered.Length));
        var result = SemanticBenchmark.Evaluate(ordered, annotated.Images, isTrue.Paint, isPredicted.Paint, settings, cancellationToken);
        return result with
        {
            Truth = annotated.Objects,
            Predictions = predicted.Objects,
            PerClass = [.. result.PerClass.Select((figures, k) => figures with { Objects = annotated.Objects.Count(item => item.Class == k) })],
        };
    }
}

/// <summary>Paints objects one over another, in their order, on the background, which is the last class.</summary>
internal sealed class LabelPainter(AnnotatedImages images, int classes)
{
    private readonly ILookup<int, EvaluatedObject> _objects = images.Objects.ToLookup(item => item.Image);

    public LabelMap Paint(int image)
    {
        var (width, height) = (images.Images[image].Width, images.Images[image].Height);
        var map = LabelMap.Of(width, height, (short)(classes - 1));
        foreach (var item in _objects[image])
        {
            var mask = item.Shape switch
            {
                BitmapGeometry bitmap => MaskCodec.Decode(bitmap).Clip(width, height),
                PolygonGeometry polygon => PolygonRaster.Draw(polygon, width, height),
                _ => null,
            };
            if (mask is not null) map.Paint(mask, (short)item.Class);
        }

        return map;
    }
}
