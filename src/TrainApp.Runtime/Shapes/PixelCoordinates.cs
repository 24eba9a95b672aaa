namespace TrainApp.Shapes;

/// <summary>A point between the pixels of an image: the middle of its first pixel is at ½, ½.</summary>
/// <param name="X">From the left edge, in pixels.</param>
/// <param name="Y">From the upper edge, in pixels.</param>
internal readonly record struct SubPixelPoint(double X, double Y);

/// <summary>A box between the pixels of an image, by its edges.</summary>
internal readonly record struct SubPixelBox(double Left, double Top, double Right, double Bottom);

/// <summary>
/// From coordinates between pixels, as other formats and servers have them, to pixels and back. An edge of a box that covers
/// less than 0.3 of a pixel leaves it out; a point belongs to the pixel it is in.
/// </summary>
internal static class PixelCoordinates
{
    /// <summary>The fraction from which a left or upper edge leaves its pixel out, and a right or lower one takes it in.</summary>
    private const double LeavesOut = 0.7, TakesIn = 0.3;

    /// <summary>The pixels of a box, its corners in any order; at least one.</summary>
    public static RectangleGeometry ToPixels(SubPixelBox box)
    {
        var (left, right) = ToPixels(Math.Min(box.Left, box.Right), Math.Max(box.Left, box.Right));
        var (top, bottom) = ToPixels(Math.Min(box.Top, box.Bottom), Math.Max(box.Top, box.Bottom));
        return new(left, top, right, bottom);
    }

    /// <summary>The pixel of a point; one on the right or lower edge of the image belongs to the last.</summary>
    public static PixelPoint ToPixel(SubPixelPoint point, int imageWidth, int imageHeight) =>
        new(ToPixel(point.X, imageWidth), ToPixel(point.Y, imageHeight));

    /// <summary>The edges of a rectangle, whose corners are inclusive.</summary>
    public static SubPixelBox Edges(RectangleGeometry box) => new(box.Left, box.Top, (double)box.Right + 1, (double)box.Bottom + 1);

    /// <summary>The middle of a pixel.</summary>
    public static SubPixelPoint Middle(PixelPoint point) => new(point.X + 0.5, point.Y + 0.5);

    private static (int First, int Last) ToPixels(double from, double to)
    {
        var pixel = Math.Floor(from);
        if (pixel == Math.Floor(to)) return ((int)pixel, (int)pixel);
        var first = Round(from, LeavesOut);
        return ((int)first, (int)Math.Max(Round(to, TakesIn) - 1, first));
    }

    private static double Round(double edge, double upFrom) => edge - Math.Floor(edge) >= upFrom ? Math.Ceiling(edge) : Math.Floor(edge);

    private static int ToPixel(double place, int size) => place == size ? size - 1 : (int)Math.Floor(place);
}
