namespace TrainApp.Shapes;

/// <summary>Fills polygons whose corners are pixels: the outline belongs to what is drawn, be it the exterior or a hole.</summary>
internal static class PolygonRaster
{
    /// <summary>The pixels of a polygon in an image; null when none is left.</summary>
    public static Mask? Draw(PolygonGeometry polygon, int imageWidth, int imageHeight)
    {
        int left = polygon.Exterior.Min(point => point.X), top = polygon.Exterior.Min(point => point.Y);
        int width = polygon.Exterior.Max(point => point.X) - left + 1, height = polygon.Exterior.Max(point => point.Y) - top + 1;
        var pixels = new byte[width * height];
        Fill(pixels, width, height, left, top, [polygon.Exterior], value: 1);
        Fill(pixels, width, height, left, top, polygon.Interior, value: 0);
        return new Mask(left, top, width, height, pixels).Clip(imageWidth, imageHeight);
    }

    private static void Fill(
        byte[] pixels, int width, int height, int left, int top, IReadOnlyList<IReadOnlyList<PixelPoint>> rings, byte value)
    {
        var crossings = new List<double>();
        for (var y = 0; y < height; y++)
        {
            crossings.Clear();
            foreach (var ring in rings) AddCrossings(ring, y + top, crossings);
            crossings.Sort();
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                var from = Math.Max(0, (int)Math.Ceiling(crossings[i]) - left);
                var to = Math.Min(width - 1, (int)Math.Floor(crossings[i + 1]) - left);
                for (var x = from; x <= to; x++) pixels[(y * width) + x] = value;
            }
        }

        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Count; i++) DrawLine(ring[i], ring[(i + 1) % ring.Count]);
        }

        void DrawLine(PixelPoint from, PixelPoint to)
        {
            var steps = Math.Max(1, Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
            for (var i = 0; i <= steps; i++)
            {
                var x = (int)Math.Round(from.X + ((double)(to.X - from.X) * i / steps), MidpointRounding.AwayFromZero) - left;
                var y = (int)Math.Round(from.Y + ((double)(to.Y - from.Y) * i / steps), MidpointRounding.AwayFromZero) - top;
                if (x >= 0 && x < width && y >= 0 && y < height) pixels[(y * width) + x] = value;
            }
        }
    }

    /// <summary>Where a row of pixel middles meets the edges of a ring; a corner counts once.</summary>
    private static void AddCrossings(IReadOnlyList<PixelPoint> ring, int y, List<double> crossings)
    {
        for (var i = 0; i < ring.Count; i++)
        {
            PixelPoint a = ring[i], b = ring[(i + 1) % ring.Count];
            if (a.Y <= y == b.Y <= y) continue;
            crossings.Add(a.X + ((double)(y - a.Y) * (b.X - a.X) / (b.Y - a.Y)));
        }
    }
}
