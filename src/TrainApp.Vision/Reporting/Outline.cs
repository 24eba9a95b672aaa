using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Reporting;

/// <summary>The rings around a shape, holes among them.</summary>
internal static class Outline
{
    /// <summary>The rings of a shape; none of one without an area.</summary>
    /// <param name="shape">A polygon or a mask.</param>
    /// <param name="tolerance">How far, in pixels, a ring may leave the shape's edge.</param>
    public static IEnumerable<IReadOnlyList<PixelPoint>> Of(Geometry shape, double tolerance) => shape switch
    {
        PolygonGeometry polygon => RingsOf(polygon).Select(ring => Simplify(ring, tolerance)),
        BitmapGeometry bitmap => MaskCodec.Decode(bitmap).ToPolygons(tolerance).SelectMany(RingsOf),
        _ => [],
    };

    private static IEnumerable<IReadOnlyList<PixelPoint>> RingsOf(PolygonGeometry polygon) => [polygon.Exterior, .. polygon.Interior];

    private static IReadOnlyList<PixelPoint> Simplify(IReadOnlyList<PixelPoint> ring, double tolerance)
    {
        var corners = RingSimplifier.Simplify(ring, tolerance);
        return corners.Count < 3 ? ring : corners;
    }
}
