namespace TrainApp;

/// <summary>Boxes around the geometries of labels.</summary>
public static class GeometryBoxes
{
    /// <summary>
    /// The smallest box around the pixels of a rectangle, a polygon or a mask: corners on disk are inclusive, so it is
    /// one pixel wider than their difference. Null for what has no area: points, lines, key points.
    /// </summary>
    /// <exception cref="InvalidDataException">A mask whose data cannot be read.</exception>
    public static Box? ToBox(this Geometry geometry) => geometry switch
    {
        RectangleGeometry box => new Box(box.Left, box.Top, box.Right + 1, box.Bottom + 1),
        PolygonGeometry polygon => new Box(
            polygon.Exterior.Min(point => point.X), polygon.Exterior.Min(point => point.Y),
            polygon.Exterior.Max(point => point.X) + 1, polygon.Exterior.Max(point => point.Y) + 1),
        BitmapGeometry bitmap => MaskCodec.Decode(bitmap).Bounds,
        _ => null,
    };
}
