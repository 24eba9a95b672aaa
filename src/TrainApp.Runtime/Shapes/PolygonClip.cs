using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using Plane = NetTopologySuite.Geometries.Geometry;

namespace TrainApp.Shapes;

/// <summary>Cuts polygons at the border of an image, by area: a polygon may fall into pieces or vanish.</summary>
internal static class PolygonClip
{
    private static readonly GeometryFactory s_factory = new();

    /// <summary>The parts of a polygon inside; corners on the border are rounded to pixels.</summary>
    public static List<Geometry> Pieces(PolygonGeometry polygon, int width, int height)
    {
        // An outline that crosses itself has no area until it is mended.
        var whole = s_factory.CreatePolygon(Ring(polygon.Exterior), [.. polygon.Interior.Select(Ring)]);
        var rest = (whole.IsValid ? whole : GeometryFixer.Fix(whole)).Intersection(s_factory.ToGeometry(new Envelope(0, width - 1, 0, height - 1)));
        var pieces = new List<Geometry>();
        Collect(rest, pieces);
        return pieces;
    }

    private static void Collect(Plane shape, List<Geometry> pieces)
    {
        if (shape is Polygon { IsEmpty: false } polygon) pieces.Add(new PolygonGeometry(Points(polygon.ExteriorRing), [.. polygon.InteriorRings.Select(Points)]));
        if (shape is not GeometryCollection parts) return; // A point or a line: what only touches the border.
        foreach (var part in parts.Geometries) Collect(part, pieces);
    }

    private static LinearRing Ring(IReadOnlyList<PixelPoint> points)
    {
        var corners = new Coordinate[points.Count + 1];
        for (var i = 0; i < points.Count; i++) corners[i] = new(points[i].X, points[i].Y);
        corners[^1] = corners[0].Copy();
        return s_factory.CreateLinearRing(corners);
    }

    /// <summary>The corners the other way around, which is how the reference's library lists them.</summary>
    private static PixelPoint[] Points(LineString ring) =>
        [.. ring.Coordinates[1..].Reverse().Select(corner => new PixelPoint((int)Math.Round(corner.X), (int)Math.Round(corner.Y)))];
}
