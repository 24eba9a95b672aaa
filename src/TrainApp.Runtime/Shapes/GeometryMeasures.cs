namespace TrainApp;

/// <summary>Bounds and areas of geometries, in whole pixels.</summary>
public static class GeometryMeasures
{
    /// <summary>
    /// The smallest rectangle around a geometry, its corners inclusive; that of a mask is the one around its pixels. Null
    /// for a shape that TrainApp does not interpret.
    /// </summary>
    /// <exception cref="InvalidDataException">A mask whose data cannot be read.</exception>
    public static RectangleGeometry? Bounds(this Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        switch (geometry)
        {
            case RectangleGeometry box:
                return box;
            case PolygonGeometry polygon:
                return Around(polygon.Exterior);
            case LineGeometry line:
                return Around(line.Points);
            case PointGeometry point:
                return Around([point.Location]);
            case GraphGeometry graph:
                return Around([.. graph.Nodes.Values.Select(node => node.Location)]);
            case BitmapGeometry bitmap:
                var mask = MaskCodec.Decode(bitmap);
                return new(mask.Left, mask.Top, mask.Left + mask.Width - 1, mask.Top + mask.Height - 1);
            default:
                return null;
        }
    }

    /// <summary>
    /// Square pixels: all pixels of a rectangle or a mask, the plane area of a polygon without its holes; 0 for what has
    /// none, such as a line.
    /// </summary>
    /// <exception cref="InvalidDataException">A mask whose data cannot be read.</exception>
    public static double Area(this Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return geometry switch
        {
            RectangleGeometry box => ((double)box.Right - box.Left + 1) * ((double)box.Bottom - box.Top + 1),
            PolygonGeometry polygon => AreaOf(polygon.Exterior) - polygon.Interior.Sum(AreaOf),
            BitmapGeometry bitmap => MaskCodec.Decode(bitmap).Area,
            _ => 0,
        };
    }

    private static RectangleGeometry Around(IReadOnlyList<PixelPoint> points)
    {
        int left = points[0].X, top = points[0].Y, right = left, bottom = top;
        for (var i = 1; i < points.Count; i++)
        {
            var (x, y) = points[i];
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        return new(left, top, right, bottom);
    }

    private static double AreaOf(IReadOnlyList<PixelPoint> ring)
    {
        double twice = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            PixelPoint a = ring[i], b = ring[(i + 1) % ring.Count];
            twice += ((double)a.X * b.Y) - ((double)b.X * a.Y);
        }

        return Math.Abs(twice) / 2;
    }
}
