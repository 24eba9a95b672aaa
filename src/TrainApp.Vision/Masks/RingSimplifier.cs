namespace TrainApp.Vision.Masks;

/// <summary>Leaves out corners of closed rings by the method of Douglas and Peucker, with the choices and the clean-up of OpenCV.</summary>
internal static class RingSimplifier
{
    /// <summary>Passes by which two points far from each other are found.</summary>
    private const int Passes = 3;

    /// <summary>The corners that are needed for every other one to lie within a distance, in pixels, of the ring.</summary>
    public static List<PixelPoint> Simplify(IReadOnlyList<PixelPoint> ring, double distance)
    {
        var kept = new List<PixelPoint>();
        var squared = distance * distance;
        if (!TryFindFarPoints(ring, squared, out var first, out var second))
        {
            if (ring.Count > 0) kept.Add(ring[first]);
            return kept;
        }

        var open = new Stack<(int Start, int End)>([(second, first), (first, second)]);
        while (open.TryPop(out var part))
        {
            if (FarthestCorner(ring, part.Start, part.End, squared) is { } corner)
            {
                open.Push((corner, part.End));
                open.Push((part.Start, corner));
            }
            else
            {
                kept.Add(ring[part.Start]);
            }
        }

        return WithoutStraightCorners(kept, squared);
    }

    /// <summary>False when all points lie within the distance; then the first is the one that stands for them.</summary>
    private static bool TryFindFarPoints(IReadOnlyList<PixelPoint> ring, double squared, out int first, out int second)
    {
        (first, second) = (0, 0);
        if (ring.Count == 0) return false;
        var isFar = false;
        var offset = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            first = (first + offset) % ring.Count;
            double farthest = 0;
            for (var i = 1; i < ring.Count; i++)
            {
                var away = SquaredDistance(ring[first], ring[(first + i) % ring.Count]);
                if (away <= farthest) continue;
                (farthest, offset) = (away, i);
            }

            isFar = farthest > squared;
        }

        second = (first + offset) % ring.Count;
        return isFar;
    }

    /// <summary>The corner farthest from the line between two; null when none is beyond the distance.</summary>
    private static int? FarthestCorner(IReadOnlyList<PixelPoint> ring, int start, int end, double squared)
    {
        PixelPoint from = ring[start], to = ring[end];
        double dx = (double)to.X - from.X, dy = (double)to.Y - from.Y, farthest = 0;
        var corner = start;
        for (var i = (start + 1) % ring.Count; i != end; i = (i + 1) % ring.Count)
        {
            var away = Math.Abs((((double)ring[i].Y - from.Y) * dx) - (((double)ring[i].X - from.X) * dy));
            if (away <= farthest) continue;
            (farthest, corner) = (away, i);
        }

        return farthest * farthest > squared * ((dx * dx) + (dy * dy)) ? corner : null;
    }

    /// <summary>A last pass leaves out corners that lie almost on the line between their neighbours.</summary>
    private static List<PixelPoint> WithoutStraightCorners(List<PixelPoint> corners, double squared)
    {
        int count = corners.Count, left = count, write = 0, read = 1 % count;
        PixelPoint before = corners[^1], here = corners[0];
        for (var i = 0; i < count && left > 2; i++)
        {
            var next = corners[read];
            read = (read + 1) % count;
            double dx = (double)next.X - before.X, dy = (double)next.Y - before.Y;
            double inX = (double)here.X - before.X, inY = (double)here.Y - before.Y;
            var away = Math.Abs((inX * dy) - (inY * dx));
            var goesOn = (inX * ((double)next.X - here.X)) + (inY * ((double)next.Y - here.Y)) >= 0;
            if (away * away <= 0.5 * squared * ((dx * dx) + (dy * dy)) && dx != 0 && dy != 0 && goesOn)
            {
                left--;
                corners[write] = before = next;
                write = (write + 1) % count;
                here = corners[read];
                read = (read + 1) % count;
                i++;
                continue;
            }

            corners[write] = before = here;
            write = (write + 1) % count;
            here = next;
        }

        return corners[..left];
    }

    private static double SquaredDistance(PixelPoint a, PixelPoint b)
    {
        double dx = (double)a.X - b.X, dy = (double)a.Y - b.Y;
        return (dx * dx) + (dy * dy);
    }
}
