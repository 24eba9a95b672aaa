namespace TrainApp.Vision.Masks;

/// <summary>
/// Finds the borders of a mask by the method of Suzuki and Abe, in the order and with the corners of OpenCV: pixels that touch
/// at a corner belong together; of a straight stretch only the ends are kept; the border of a hole runs on the pixels around it.
/// </summary>
internal sealed class BorderFollower
{
    /// <summary>Steps to the eight neighbours, from the right one counter-clockwise as seen on the screen.</summary>
    private static readonly (int X, int Y)[] s_steps = [(1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)];

    private readonly int _left, _top, _width, _height, _stride;

    /// <summary>0 outside, 1 inside; then the number of a border that runs here, negative where the pixel to the right is outside.</summary>
    private readonly int[] _grid;

    private readonly List<Border> _borders = [];

    private BorderFollower(Mask mask)
    {
        (_left, _top, _width, _height, _stride) = (mask.Left, mask.Top, mask.Width, mask.Height, mask.Width + 2);
        _grid = new int[_stride * (_height + 2)];
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++) _grid[((y + 1) * _stride) + x + 1] = mask.Pixels[(y * _width) + x] != 0 ? 1 : 0;
        }
    }

    /// <summary>The borders of a mask as they are met from row to row, in pixels of the image.</summary>
    public static IReadOnlyList<Border> Follow(Mask mask)
    {
        var follower = new BorderFollower(mask);
        for (var y = 1; y <= follower._height; y++) follower.ScanRow(y);
        return follower._borders;
    }

    private void ScanRow(int y)
    {
        int before = 0, lastBorder = 0;
        for (var x = 1; x <= _width; x++)
        {
            var place = (y * _stride) + x;
            var here = _grid[place];
            if (here == before) continue;
            if (before == 0 && here == 1)
            {
                Add(new Border(null, default), place);
                lastBorder = x;
                before = _grid[place];
                continue;
            }

            if (here == 0 && before >= 1)
            {
                if (before > 1) lastBorder = x - 1;
                // All pixels from the last border to this hole are inside; that border is the hole's outline or another hole of it.
                Add(new Border(_borders[Math.Abs(_grid[(y * _stride) + lastBorder]) - 2], Point((y * _stride) + lastBorder)), place - 1);
                lastBorder = x - 1;
                before = 0;
                continue;
            }

            before = here;
            if (before is not (0 or 1)) lastBorder = x;
        }
    }

    private void Add(Border border, int start)
    {
        _borders.Add(border);
        Trace(border, start, number: _borders.Count + 1);
    }

    private void Trace(Border border, int start, int number)
    {
        // The first neighbour inside, clockwise from the side that is outside.
        int direction = border.IsHole ? 0 : 4, end = direction;
        do direction = (direction + 7) & 7;
        while (_grid[Neighbour(start, direction)] == 0 && direction != end);
        if (direction == end)
        {
            _grid[start] = -number;
            border.Points.Add(Point(start));
            border.Pixels.Add(Point(start));
            return;
        }

        var beforeStart = Neighbour(start, direction);
        var (here, came) = (start, direction ^ 4);
        while (true)
        {
            end = direction;
            int next;
            do next = Neighbour(here, ++direction & 7);
            while (_grid[next] == 0);
            direction &= 7;

            if (unchecked((uint)(direction - 1)) < (uint)end) _grid[here] = -number;
            else if (_grid[here] == 1) _grid[here] = number;
            border.Pixels.Add(Point(here));
            if (direction != came) border.Points.Add(Point(here));
            came = direction;
            if (next == start && here == beforeStart) return;
            here = next;
            direction = (direction + 4) & 7;
        }
    }

    private int Neighbour(int place, int direction) => place + (s_steps[direction].Y * _stride) + s_steps[direction].X;

    private PixelPoint Point(int place) => new((place % _stride) - 1 + _left, (place / _stride) - 1 + _top);
}

/// <summary>A border of a mask.</summary>
internal sealed class Border
{
    /// <param name="neighbour">For a hole: the border to the left of its first pixel, that of the object around or of another hole; null for an object.</param>
    /// <param name="anchor">For a hole: where in the row of its first pixel that border is; all pixels between are inside.</param>
    public Border(Border? neighbour, PixelPoint anchor)
    {
        (Neighbour, Anchor) = (neighbour, anchor);
        Outline = neighbour?.Outline ?? this;
    }

    public Border? Neighbour { get; }

    public PixelPoint Anchor { get; }

    public bool IsHole => Neighbour is not null;

    /// <summary>The border of the object that a hole is in; the border itself for an object.</summary>
    public Border Outline { get; }

    /// <summary>Its corners.</summary>
    public List<PixelPoint> Points { get; } = [];

    /// <summary>All pixels that it runs over, from the first that was met.</summary>
    public List<PixelPoint> Pixels { get; } = [];
}
