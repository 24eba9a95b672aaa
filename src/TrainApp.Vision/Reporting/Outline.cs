namespace TrainApp.Vision.Reporting;

/// <summary>The rings around a shape, holes among them, along the edges of its pixels.</summary>
internal static class Outline
{
    /// <summary>Steps along edges: right, down, left, up, the inside at the right hand.</summary>
    private static readonly (int X, int Y)[] s_steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <summary>The rings of a shape; none of one without an area.</summary>
    /// <param name="shape">A polygon or a mask.</param>
    /// <param name="tolerance">How far, in pixels, a ring may leave the shape's edge.</param>
    public static IEnumerable<IReadOnlyList<PixelPoint>> Of(Geometry shape, double tolerance) => shape switch
    {
        PolygonGeometry polygon => [Simplify(polygon.Exterior, tolerance), .. polygon.Interior.Select(ring => Simplify(ring, tolerance))],
        BitmapGeometry bitmap => Around(MaskCodec.Decode(bitmap)).Select(ring => Simplify(ring, tolerance)),
        _ => [],
    };

    private static IEnumerable<List<PixelPoint>> Around(Mask mask)
    {
        // Of every corner of the grid: in which directions an edge goes on from it.
        var stride = mask.Width + 1;
        var edges = new byte[stride * (mask.Height + 1)];
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (!Holds(mask, x, y)) continue;
                if (!Holds(mask, x, y - 1)) edges[(y * stride) + x] |= 1;
                if (!Holds(mask, x + 1, y)) edges[(y * stride) + x + 1] |= 2;
                if (!Holds(mask, x, y + 1)) edges[((y + 1) * stride) + x + 1] |= 4;
                if (!Holds(mask, x - 1, y)) edges[((y + 1) * stride) + x] |= 8;
            }
        }

        for (var start = 0; start < edges.Length; start++)
        {
            while (edges[start] != 0) yield return Follow(edges, start, stride, mask);
        }
    }

    private static List<PixelPoint> Follow(byte[] edges, int start, int stride, Mask mask)
    {
        var ring = new List<PixelPoint>();
        var (place, before) = (start, -1);
        do
        {
            // Where two rings touch, the turn to the right stays with the same pixel.
            var direction = before < 0 ? int.TrailingZeroCount(edges[place]) : Enumerable.Range(0, 4).Select(turn => (before + 1 - turn + 4) & 3).First(one => (edges[place] & (1 << one)) != 0);
            edges[place] &= (byte)~(1 << direction);
            if (direction != before) ring.Add(new PixelPoint(mask.Left + (place % stride), mask.Top + (place / stride)));
            place += s_steps[direction].X + (s_steps[direction].Y * stride);
            before = direction;
        }
        while (place != start);
        return ring;
    }

    private static bool Holds(Mask mask, int x, int y) => x >= 0 && y >= 0 && x < mask.Width && y < mask.Height && mask.Pixels[(y * mask.Width) + x] != 0;

    /// <summary>Leaves out points by the method of Douglas and Peucker.</summary>
    private static IReadOnlyList<PixelPoint> Simplify(IReadOnlyList<PixelPoint> ring, double tolerance)
    {
        if (ring.Count <= 4) return ring;
        var isKept = new bool[ring.Count];
        var far = Enumerable.Range(0, ring.Count).MaxBy(i => Math.Abs((long)ring[i].X - ring[0].X) + Math.Abs((long)ring[i].Y - ring[0].Y));
        isKept[0] = isKept[far] = true;
        var open = new Stack<(int From, int To)>([(0, far), (far, ring.Count)]);
        while (open.TryPop(out var part))
        {
            var (worst, distance) = Farthest(ring, part.From, part.To);
            if (distance <= tolerance) continue;
            isKept[worst] = true;
            open.Push((part.From, worst));
            open.Push((worst, part.To));
        }

        return [.. ring.Where((_, i) => isKept[i])];
    }

    /// <summary>The point between two that is farthest from the line between them; the last one is the first again.</summary>
    private static (int Index, double Distance) Farthest(IReadOnlyList<PixelPoint> ring, int from, int to)
    {
        var (start, end) = (ring[from], ring[to % ring.Count]);
        double dx = end.X - start.X, dy = end.Y - start.Y, length = Math.Sqrt((dx * dx) + (dy * dy));
        var (index, most) = (-1, 0d);
        for (var i = from + 1; i < to; i++)
        {
            double px = ring[i].X - start.X, py = ring[i].Y - start.Y;
            var distance = length == 0 ? Math.Sqrt((px * px) + (py * py)) : Math.Abs((px * dy) - (py * dx)) / length;
            if (distance > most) (index, most) = (i, distance);
        }

        return (index, most);
    }
}
