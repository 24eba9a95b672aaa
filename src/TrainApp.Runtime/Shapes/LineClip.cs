namespace TrainApp.Shapes;

/// <summary>Cuts lines at the border of an image. A line that leaves it and comes back becomes several.</summary>
internal static class LineClip
{
    /// <summary>The parts of a line inside, in its direction; their ends on the border are rounded to pixels.</summary>
    public static List<Geometry> Pieces(LineGeometry line, int width, int height)
    {
        var pieces = new List<Geometry>();
        var piece = new List<PixelPoint>();
        for (var i = 0; i + 1 < line.Points.Count; i++)
        {
            PixelPoint from = line.Points[i], to = line.Points[i + 1];
            if (!TryCut(from, to, width - 1, height - 1, out var start, out var end))
            {
                Finish();
                continue;
            }

            if (start > 0 || piece.Count == 0)
            {
                Finish();
                piece.Add(At(from, to, start));
            }

            piece.Add(At(from, to, end));
            if (end < 1) Finish();
        }

        Finish();
        return pieces;

        void Finish()
        {
            // A line that only touches the border leaves a single place.
            if (piece.Exists(point => point != piece[0])) pieces.Add(new LineGeometry([.. piece]));
            piece.Clear();
        }
    }

    /// <summary>From where to where, as parts of its length, a segment lies in the image (Liang and Barsky).</summary>
    private static bool TryCut(PixelPoint from, PixelPoint to, int right, int bottom, out double start, out double end)
    {
        (start, end) = (0, 1);
        double dx = (double)to.X - from.X, dy = (double)to.Y - from.Y;
        return Bound(-dx, from.X, ref start, ref end) && Bound(dx, (double)right - from.X, ref start, ref end)
            && Bound(-dy, from.Y, ref start, ref end) && Bound(dy, (double)bottom - from.Y, ref start, ref end);

        static bool Bound(double step, double room, ref double start, ref double end)
        {
            if (step == 0) return room >= 0;
            var at = room / step;
            if (step < 0) start = Math.Max(start, at);
            else end = Math.Min(end, at);
            return start <= end;
        }
    }

    private static PixelPoint At(PixelPoint from, PixelPoint to, double part) => part switch
    {
        0 => from,
        1 => to,
        _ => new((int)Math.Round(from.X + (part * ((double)to.X - from.X))), (int)Math.Round(from.Y + (part * ((double)to.Y - from.Y)))),
    };
}
