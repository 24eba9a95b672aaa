namespace TrainApp.Vision.Masks;

/// <summary>
/// The pieces of a mask as one ring each, for formats without holes: a ring goes from the outline to a hole, around it and back
/// the same way, always on pixels of the mask. Filled, with its outline, it gives the piece back pixel for pixel.
/// </summary>
internal static class ConnectedRings
{
    /// <summary>A ring of at least three points for each piece, in the order of their first pixels, row by row.</summary>
    public static List<List<PixelPoint>> Of(Mask mask)
    {
        var borders = BorderFollower.Follow(mask);
        var holes = borders.Where(border => border.IsHole).GroupBy(hole => (hole.Neighbour!, hole.Anchor)).ToDictionary(group => group.Key, group => group.ToList());
        return [.. borders.Where(border => !border.IsHole).Select(outline => Corners(Walk(outline, holes)))];
    }

    /// <summary>The pixels of an outline; where a hole is tied to it, those of the hole come in between.</summary>
    private static List<PixelPoint> Walk(Border outline, Dictionary<(Border, PixelPoint), List<Border>> holes)
    {
        var ring = new List<PixelPoint>();
        var open = new Stack<(Border Border, int Next)>([(outline, 0)]);
        while (open.TryPop(out var place))
        {
            var (border, next) = place;
            if (next == border.Pixels.Count)
            {
                if (!border.IsHole) continue;
                Add(border.Pixels[0]);
                Add(border.Anchor);
                continue;
            }

            var pixel = border.Pixels[next];
            Add(pixel);
            open.Push((border, next + 1));
            // A border may run over a pixel twice; holes are tied to the first time.
            if (!holes.Remove((border, pixel), out var tied)) continue;
            foreach (var hole in tied) open.Push((hole, 0));
        }

        return ring;

        // A hole beside the outline is tied to it at one pixel.
        void Add(PixelPoint pixel)
        {
            if (ring.Count == 0 || ring[^1] != pixel) ring.Add(pixel);
        }
    }

    /// <summary>Only the points where the way turns.</summary>
    private static List<PixelPoint> Corners(List<PixelPoint> ring)
    {
        var corners = new List<PixelPoint>();
        for (var i = 0; i < ring.Count; i++)
        {
            PixelPoint before = ring[i == 0 ? ring.Count - 1 : i - 1], here = ring[i], after = ring[i == ring.Count - 1 ? 0 : i + 1];
            if (Direction(before, here) != Direction(here, after)) corners.Add(here);
        }

        if (corners.Count == 0) corners.Add(ring[0]);
        while (corners.Count < 3) corners.Add(corners[^1]);
        return corners;
    }

    private static (int X, int Y) Direction(PixelPoint from, PixelPoint to) => (Math.Sign(to.X - from.X), Math.Sign(to.Y - from.Y));
}
