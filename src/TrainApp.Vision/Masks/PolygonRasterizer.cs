using System.Runtime.InteropServices;

namespace TrainApp.Vision.Masks;

/// <summary>
/// The pixels inside a polygon as COCO counts them: the corners are rounded to a grid five times as fine as the pixels,
/// where the third point of every five is the middle of a pixel. Where the outline steps over the middle of a pixel column,
/// the pixels from there down change sides.
/// </summary>
internal sealed class PolygonRasterizer
{
    private const int Scale = 5;
    private const int Middle = 2;

    /// <summary>Farther outside than any image reaches; there differences and products still fit into 32 bits.</summary>
    private const int Far = 1 << 29;

    private readonly List<int> _crossings = [];

    /// <summary>Appends start and end of each foreground interval, pixels counted column by column.</summary>
    public void Rasterize(ReadOnlySpan<double> corners, int height, int width, List<int> intervals)
    {
        _crossings.Clear();
        var count = corners.Length / 2;
        for (var i = 0; i < count; i++)
        {
            var next = i + 1 < count ? i + 1 : 0;
            AddEdge(ToGrid(corners, i), ToGrid(corners, next), height, width);
        }

        CollectIntervals(height * width, intervals);
    }

    private static (int X, int Y) ToGrid(ReadOnlySpan<double> corners, int corner) =>
        (ToGrid(corners[2 * corner]), ToGrid(corners[(2 * corner) + 1]));

    private static int ToGrid(double coordinate) => (int)Math.Clamp((Scale * coordinate) + 0.5, -Far, Far);

    /// <summary>
    /// Adds the crossings of one edge. Its points are those of a line drawn along the longer side from its lower end, so that
    /// the edge has the same points in both directions; a crossing is two neighbours on either side of a column's middle.
    /// </summary>
    private void AddEdge((int X, int Y) start, (int X, int Y) end, int height, int width)
    {
        int dx = Math.Abs(end.X - start.X), dy = Math.Abs(end.Y - start.Y);
        if (dx == 0) return;

        var isFlat = dx >= dy;
        var (low, high) = (isFlat ? start.X > end.X : start.Y > end.Y) ? (end, start) : (start, end);
        var lastMiddle = (int)Math.Min(((long)Scale * (width - 1)) + Middle, Far);
        if (isFlat)
        {
            var slope = (double)(high.Y - low.Y) / dx;
            for (var x = FirstMiddle(low.X); x < Math.Min(high.X, lastMiddle + 1); x += Scale) AddCrossing(x, Math.Min(YAt(x), YAt(x + 1)), height);

            int YAt(int x) => (int)(low.Y + (slope * (x - low.X)) + 0.5);
        }
        else
        {
            var slope = (double)(high.X - low.X) / dy;
            // Above and below the image every crossing of a column counts in the same row, whichever its own is.
            int top = Math.Clamp(0, low.Y, high.Y), bottom = Math.Clamp((int)Math.Min((long)Scale * height, Far), low.Y, high.Y);
            AddOutside(XAt(low.Y), XAt(top), 0);
            var x = XAt(top);
            for (var y = top; y < bottom; y++)
            {
                int nextX = XAt(y + 1), left = Math.Min(x, nextX);
                if (x != nextX && left % Scale == Middle && left <= lastMiddle) AddCrossing(left, y, height);

                x = nextX;
            }

            AddOutside(XAt(bottom), XAt(high.Y), bottom);

            int XAt(int y) => (int)(low.X + (slope * (y - low.Y)) + 0.5);

            void AddOutside(int from, int to, int y)
            {
                for (var column = FirstMiddle(Math.Min(from, to)); column < Math.Max(from, to) && column <= lastMiddle; column += Scale) AddCrossing(column, y, height);
            }
        }
    }

    /// <summary>The first middle of a pixel column that is not before a point of the grid.</summary>
    private static int FirstMiddle(int x) => x <= Middle ? Middle : ((x - Middle + Scale - 1) / Scale * Scale) + Middle;

    /// <summary>Notes the first pixel of a column whose middle is not above a point of the grid.</summary>
    private void AddCrossing(int x, int y, int height) =>
        _crossings.Add((x / Scale * height) + Math.Clamp((y + Middle) / Scale, 0, height));

    /// <summary>Pixels between an odd and an even crossing are inside; two crossings at one pixel cancel each other.</summary>
    private void CollectIntervals(int pixelCount, List<int> intervals)
    {
        var crossings = CollectionsMarshal.AsSpan(_crossings);
        crossings.Sort();
        var first = intervals.Count;
        for (var i = 0; i < crossings.Length; i++)
        {
            if (intervals.Count > first && intervals[^1] == crossings[i]) intervals.RemoveAt(intervals.Count - 1);
            else intervals.Add(crossings[i]);
        }

        if ((intervals.Count - first) % 2 != 0) intervals.Add(pixelCount);
    }
}
