using TrainApp.Shapes;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>
/// Outlines through the middles of their pixels. A polygon without holes keeps its corners; masks and polygons with holes
/// become a line per piece, whose ring goes around the holes too.
/// </summary>
internal sealed class SegmentRules(ClassIndexes classes, DropCounter drops) : IYoloRules
{
    public void AddLines(Label label, Annotation annotation, YoloLines lines)
    {
        var rings = label.Geometry switch
        {
            PolygonGeometry { Interior.Count: 0 } polygon => [polygon.Exterior],
            PolygonGeometry polygon => Pieces(PolygonRaster.Draw(polygon, annotation.Width, annotation.Height)),
            BitmapGeometry bitmap => Pieces(MaskCodec.Decode(bitmap).Clip(annotation.Width, annotation.Height)),
            _ => null,
        };
        if (rings is null)
        {
            drops.Shape(label.Geometry, "it has no outline");
            return;
        }

        if (rings.Count == 0) drops.Shape(label.Geometry, "it has no pixel in its image");
        drops.Add("connection", "pieces of one object are objects of their own in YOLO", Math.Max(0, rings.Count - 1));
        foreach (var ring in rings)
        {
            var line = lines.Begin(classes.IndexOf(label));
            foreach (var point in ring) line.AppendPoint(point, annotation);
        }
    }

    private static IReadOnlyList<IReadOnlyList<PixelPoint>> Pieces(Mask? mask) => mask is null ? [] : ConnectedRings.Of(mask);
}
