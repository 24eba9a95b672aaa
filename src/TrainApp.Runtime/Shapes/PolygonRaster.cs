namespace TrainApp.Shapes;

/// <summary>
/// Fills polygons whose corners are pixels, pixel for pixel as OpenCV does: the exterior is filled, then all holes at once are
/// cleared, so that holes in holes are filled again. An outline belongs to what is drawn, be it the exterior or a hole.
/// </summary>
internal static class PolygonRaster
{
    /// <summary>The pixels of a polygon in an image; null when none is left.</summary>
    public static Mask? Draw(PolygonGeometry polygon, int imageWidth, int imageHeight)
    {
        // The smallest canvas that cuts lines where the image does.
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        Widen(polygon.Exterior);
        foreach (var hole in polygon.Interior) Widen(hole);
        (left, right) = (Math.Max(0, left), Math.Min(imageWidth - 1, right));
        (top, bottom) = (Math.Max(0, top), Math.Min(imageHeight - 1, bottom));
        if (right < left || bottom < top) return null;

        var canvas = new PixelCanvas(right - left + 1, bottom - top + 1);
        Fill(canvas, left, top, [polygon.Exterior], value: 1);
        Fill(canvas, left, top, polygon.Interior, value: 0);
        return new Mask(left, top, canvas.Width, canvas.Height, canvas.Pixels).Crop();

        void Widen(IReadOnlyList<PixelPoint> ring)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var (x, y) = ring[i];
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            }
        }
    }

    private static void Fill(PixelCanvas canvas, int left, int top, IReadOnlyList<IReadOnlyList<PixelPoint>> rings, byte value)
    {
        var fill = new RingFill(canvas, value);
        for (var i = 0; i < rings.Count; i++) fill.Add(rings[i], left, top);
        fill.Fill();
    }
}
