using TrainApp.Shapes;

namespace TrainApp.Vision.Masks;

/// <summary>Closed outlines three pixels thick, pixel for pixel those of OpenCV.</summary>
/// <remarks>Coordinates are parts of a pixel, <see cref="One"/> to the pixel.</remarks>
internal static class ThickOutline
{
    private const int Shift = 16, Radius = 2;
    private const long One = 1L << Shift, Half = One / 2;

    /// <summary>Draws the outlines of a mask's pieces and of their holes.</summary>
    public static void Draw(PixelCanvas canvas, Mask mask, byte value)
    {
        foreach (var border in BorderFollower.Follow(mask)) Draw(canvas, border.Points, value);
    }

    /// <summary>Draws the outline of a ring.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="ring">Corners.</param>
    /// <param name="value">What its pixels become.</param>
    public static void Draw(PixelCanvas canvas, IReadOnlyList<PixelPoint> ring, byte value)
    {
        for (var i = 0; i < ring.Count; i++)
        {
            PixelPoint from = ring[i == 0 ? ring.Count - 1 : i - 1], to = ring[i];
            DrawBar(canvas, from, to, value);
            DrawDisc(canvas, to, value);
        }
    }

    /// <summary>A straight stretch between two corners.</summary>
    private static void DrawBar(PixelCanvas canvas, PixelPoint from, PixelPoint to, byte value)
    {
        double dx = (double)from.X - to.X, dy = (double)to.Y - from.Y, squared = (dx * dx) + (dy * dy);
        if (squared == 0) return;
        var scale = Radius * One / Math.Sqrt(squared);
        long asideX = (long)Math.Round(dy * scale), asideY = (long)Math.Round(dx * scale);
        long x1 = (long)from.X << Shift, y1 = (long)from.Y << Shift, x2 = (long)to.X << Shift, y2 = (long)to.Y << Shift;
        FillConvex(canvas, [(x1 + asideX, y1 + asideY), (x1 - asideX, y1 - asideY), (x2 - asideX, y2 - asideY), (x2 + asideX, y2 + asideY)], value);
    }

    private static void DrawDisc(PixelCanvas canvas, PixelPoint middle, byte value)
    {
        long x = middle.X, y = middle.Y;
        int error = 0, dx = Radius, dy = 0, plus = 1, minus = (Radius << 1) - 1;
        while (dx >= dy)
        {
            canvas.SetRow(y - dy, x - dx, x + dx, value);
            canvas.SetRow(y + dy, x - dx, x + dx, value);
            canvas.SetRow(y - dx, x - dy, x + dy, value);
            canvas.SetRow(y + dx, x - dy, x + dy, value);
            dy++;
            error += plus;
            plus += 2;
            if (error <= 0) continue;
            error -= minus;
            dx--;
            minus -= 2;
        }
    }

    /// <summary>Fills a convex ring from its top down along its two sides, its outline included.</summary>
    private static void FillConvex(PixelCanvas canvas, ReadOnlySpan<(long X, long Y)> corners, byte value)
    {
        var top = 0;
        long lastRow = long.MinValue;
        for (var i = 0; i < corners.Length; i++)
        {
            var before = corners[i == 0 ? corners.Length - 1 : i - 1];
            DrawEdge(canvas, before, corners[i], value);
            if (corners[i].Y < corners[top].Y) top = i;
            lastRow = Math.Max(lastRow, Row(corners[i].Y));
        }

        lastRow = Math.Min(lastRow, canvas.Height - 1);
        var firstRow = Row(corners[top].Y);
        var left = new Side(top, 1, firstRow);
        var right = new Side(top, corners.Length - 1, firstRow);
        var edges = corners.Length;
        for (var y = firstRow; y <= lastRow; y++)
        {
            left.Reach(y, corners, ref edges);
            right.Reach(y, corners, ref edges);
            canvas.SetRow(y, (Math.Min(left.X, right.X) + Half) >> Shift, (Math.Max(left.X, right.X) + Half) >> Shift, value);
            left.X += left.Slope;
            right.X += right.Slope;
        }
    }

    private static long Row(long y) => (y + Half) >> Shift;

    private static void DrawEdge(PixelCanvas canvas, (long X, long Y) from, (long X, long Y) to, byte value)
    {
        long x1 = from.X, y1 = from.Y, x2 = to.X, y2 = to.Y;
        if (!PixelLine.Clip((long)canvas.Width << Shift, (long)canvas.Height << Shift, ref x1, ref y1, ref x2, ref y2)) return;
        long dx = x2 - x1, dy = y2 - y1;
        if (Math.Abs(dx) > Math.Abs(dy))
        {
            if (dx < 0) (x1, y1, x2, y2, dx, dy) = (x2, y2, x1, y1, -dx, -dy);
            canvas.Set((x2 + Half) >> Shift, (y2 + Half) >> Shift, value);
            var slope = dy * One / (dx | 1);
            long x = (x1 + Half) >> Shift, y = y1 + Half;
            for (var count = (x2 - x1) >> Shift; count >= 0; count--, x++, y += slope) canvas.Set(x, y >> Shift, value);
        }
        else
        {
            if (dy < 0) (x1, y1, x2, y2, dx, dy) = (x2, y2, x1, y1, -dx, -dy);
            canvas.Set((x2 + Half) >> Shift, (y2 + Half) >> Shift, value);
            var slope = dx * One / (dy | 1);
            long x = x1 + Half, y = (y1 + Half) >> Shift;
            for (var count = (y2 - y1) >> Shift; count >= 0; count--, y++, x += slope) canvas.Set(x >> Shift, y, value);
        }
    }

    /// <summary>One of the two sides of a convex ring, followed down.</summary>
    private struct Side(int corner, int direction, long row)
    {
        private int _corner = corner;
        private long _end = row;

        public long X = -One;

        public long Slope { get; private set; }

        /// <summary>Goes on to the edge that leads below a row.</summary>
        public void Reach(long row, ReadOnlySpan<(long X, long Y)> corners, ref int edges)
        {
            if (row < _end) return;
            int from = _corner, to = (from + direction) % corners.Length;
            for (; edges-- > 0; (from, to) = (to, (to + direction) % corners.Length))
            {
                var end = Row(corners[to].Y);
                if (end <= row) continue;
                Slope = (((corners[to].X - corners[from].X) * 2) + (end - row)) / (2 * (end - row));
                (_end, X, _corner) = (end, corners[from].X, to);
                return;
            }
        }
    }
}
