using TrainApp.Vision.Masks;

namespace TrainApp;

/// <summary>Masks as polygons.</summary>
public static class MaskContours
{
    /// <summary>
    /// The outlines of a mask's pieces, the last found first, row by row; pixels that touch at a corner belong together. The corners
    /// are pixels of the mask, those of a hole the pixels around it (the reference and OpenCV have them so). Pieces of one or two
    /// corners, such as single pixels, are left out.
    /// </summary>
    public static IReadOnlyList<PolygonGeometry> ToContours(this Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return [.. Pieces(mask).Where(piece => piece.Outline.Count > 2).Select(piece => new PolygonGeometry(piece.Outline, piece.Holes))];
    }

    /// <summary>
    /// The outlines of a mask's pieces with fewer corners, each so that every pixel of the exact outline lies within a distance
    /// of it. A ring that would keep fewer than three corners keeps them all.
    /// </summary>
    /// <param name="mask">The mask.</param>
    /// <param name="tolerance">The distance in pixels.</param>
    public static IReadOnlyList<PolygonGeometry> ToPolygons(this Mask mask, double tolerance = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        return [.. mask.ToContours().Select(polygon => new PolygonGeometry(Simplify(polygon.Exterior), [.. polygon.Interior.Select(Simplify)]))];

        IReadOnlyList<PixelPoint> Simplify(IReadOnlyList<PixelPoint> ring)
        {
            var corners = RingSimplifier.Simplify(ring, tolerance);
            return corners.Count < 3 ? ring : corners;
        }
    }

    private static IEnumerable<(IReadOnlyList<PixelPoint> Outline, IReadOnlyList<IReadOnlyList<PixelPoint>> Holes)> Pieces(Mask mask)
    {
        var borders = BorderFollower.Follow(mask);
        var holes = borders.Reverse().Where(border => border.IsHole).ToLookup(border => border.Outline);
        return borders.Reverse().Where(border => !border.IsHole)
            .Select(border => ((IReadOnlyList<PixelPoint>)border.Points, (IReadOnlyList<IReadOnlyList<PixelPoint>>)[.. holes[border].Select(hole => hole.Points)]));
    }
}
