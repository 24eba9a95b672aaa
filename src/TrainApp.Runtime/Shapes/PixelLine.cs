using System.Runtime.CompilerServices;

namespace TrainApp.Shapes;

/// <summary>
/// Thin lines, pixel for pixel those of OpenCV: cut at the border first, then drawn from their left end by Bresenham's
/// rule.
/// </summary>
internal static class PixelLine
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Draw(PixelCanvas canvas, long x1, long y1, long x2, long y2, byte value)
    {
        if (!Clip(canvas.Width, canvas.Height, ref x1, ref y1, ref x2, ref y2)) return;
        if (x2 < x1) (x1, y1, x2, y2) = (x2, y2, x1, y1);
        long across = x2 - x1, down = Math.Abs(y2 - y1), stepY = y2 < y1 ? -1 : 1;
        var isSteep = down > across;
        var (length, rise) = isSteep ? (down, across) : (across, down);
        var error = length - (2 * rise);
        for (long i = 0, x = x1, y = y1; i <= length; i++)
        {
            canvas.Pixels[(y * canvas.Width) + x] = value;
            var isTurn = error < 0;
            error += (isTurn ? 2 * length : 0) - (2 * rise);
            if (isSteep || isTurn) y += stepY;
            if (!isSteep || isTurn) x++;
        }
    }

    /// <summary>
    /// Cuts a line at the border of a canvas; false when nothing is left, though the ends may have moved by then. Ends are
    /// moved up or down first and then sideways, each by the whole pixels of its exact way: so OpenCV does it.
    /// </summary>
    public static bool Clip(long width, long height, ref long x1, ref long y1, ref long x2, ref long y2)
    {
        long right = width - 1, bottom = height - 1;
        int left1 = Beside(x1, right), left2 = Beside(x2, right), above1 = Beside(y1, bottom), above2 = Beside(y2, bottom);
        if (IsApart(left1, left2, above1, above2)) return false;
        if (above1 != 0)
        {
            var y = above1 < 0 ? 0 : bottom;
            x1 += (long)((double)(y - y1) * (x2 - x1) / (y2 - y1));
            (y1, left1) = (y, Beside(x1, right));
        }

        if (above2 != 0)
        {
            var y = above2 < 0 ? 0 : bottom;
            x2 += (long)((double)(y - y2) * (x2 - x1) / (y2 - y1));
            (y2, left2) = (y, Beside(x2, right));
        }

        if (IsApart(left1, left2, 0, 0)) return false;
        if (left1 != 0)
        {
            var x = left1 < 0 ? 0 : right;
            y1 += (long)((double)(x - x1) * (y2 - y1) / (x2 - x1));
            x1 = x;
        }

        if (left2 != 0)
        {
            var x = left2 < 0 ? 0 : right;
            y2 += (long)((double)(x - x2) * (y2 - y1) / (x2 - x1));
            x2 = x;
        }

        return true;
    }

    /// <summary>−1 before the first pixel, 1 behind the last, 0 between.</summary>
    private static int Beside(long place, long last) => place < 0 ? -1 : place > last ? 1 : 0;

    /// <summary>Whether both ends lie beyond the same border.</summary>
    private static bool IsApart(int left1, int left2, int above1, int above2) => left1 * left2 > 0 || above1 * above2 > 0;
}
