namespace TrainApp.Shapes;

/// <summary>The border of an image of known size, in pixels: what of a geometry lies in it.</summary>
internal readonly record struct ImageBorder(int Width, int Height)
{
    /// <summary>
    /// Whether a geometry lies in the image as a whole. A mask counts by its picture, of which only the head is read; one
    /// without a readable head counts as inside: it is found broken when it is unpacked.
    /// </summary>
    public bool Holds(Geometry geometry)
    {
        switch (geometry)
        {
            case RectangleGeometry box:
                return box.Left >= 0 && box.Top >= 0 && box.Right < Width && box.Bottom < Height;
            case PolygonGeometry polygon:
                // A hole may leave the image only where the exterior does, or where it cuts nothing.
                return Holds(polygon.Exterior);
            case LineGeometry line:
                return Holds(line.Points);
            case PointGeometry point:
                return Holds(point.Location);
            case GraphGeometry graph:
                foreach (var (_, node) in graph.Nodes)
                {
                    if (!Holds(node.Location)) return false;
                }

                return true;
            case BitmapGeometry bitmap:
                var (x, y) = bitmap.Origin;
                return !MaskHeader.TryReadSize(bitmap.Data, out var width, out var height)
                    || (x >= 0 && y >= 0 && (long)x + width <= Width && (long)y + height <= Height);
            default:
                return true;
        }
    }

    /// <summary>What remains of a geometry in the image: several pieces, or none.</summary>
    /// <exception cref="InvalidDataException">A mask whose data cannot be read.</exception>
    public IReadOnlyList<Geometry> Crop(Geometry geometry)
    {
        switch (geometry)
        {
            case RectangleGeometry box:
                var inside = new RectangleGeometry(Math.Max(0, box.Left), Math.Max(0, box.Top), Math.Min(Width - 1, box.Right), Math.Min(Height - 1, box.Bottom));
                return inside.Left <= inside.Right && inside.Top <= inside.Bottom ? [inside] : [];
            case PolygonGeometry polygon:
                return PolygonClip.Pieces(polygon, Width, Height);
            case LineGeometry line:
                return LineClip.Pieces(line, Width, Height);
            case BitmapGeometry bitmap:
                var mask = MaskCodec.Decode(bitmap);
                var rest = mask.Clip(Width, Height);
                if (rest is null) return [];
                // The picture leaves the image, its pixels do not.
                return rest.Area == mask.Area ? [bitmap] : [MaskCodec.Encode(rest)];
            default:
                // A point is inside or not; key points belong together, and a graph without one of them is another graph.
                return [];
        }
    }

    private bool Holds(PixelPoint point) => point.X >= 0 && point.Y >= 0 && point.X < Width && point.Y < Height;

    private bool Holds(IReadOnlyList<PixelPoint> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (!Holds(points[i])) return false;
        }

        return true;
    }
}
