namespace TrainApp.Vision.Masks;

/// <summary>COCO's run lengths: pixels column by column, runs of zeros and ones in turn, a run of zeros first.</summary>
internal static class RunLengths
{
    /// <summary>The lengths of a mask placed in an image; the mask must lie inside it.</summary>
    public static List<int> Of(Mask mask, int imageWidth, int imageHeight)
    {
        var runs = new List<int>();
        var before = 0;
        foreach (var place in ColumnEdges.Of(mask, imageHeight))
        {
            runs.Add(place - before);
            before = place;
        }

        var all = imageWidth * imageHeight;
        // A mask that reaches the last pixel ends there without a run of zeros.
        if (runs.Count == 0 || before < all) runs.Add(all - before);
        return runs;
    }

    /// <summary>The mask of run lengths, cropped to its pixels; null when there are none.</summary>
    /// <exception cref="InvalidDataException">The lengths do not add up to the size of the image.</exception>
    public static Mask? ToMask(ReadOnlySpan<int> runs, int imageWidth, int imageHeight)
    {
        RequireSum(runs, imageWidth, imageHeight);
        var (left, top, right, bottom) = Bounds(runs, imageHeight);
        if (right < left) return null;
        int width = right - left + 1, height = bottom - top + 1;
        var pixels = new byte[width * height];
        var place = 0;
        for (var i = 0; i < runs.Length; place += runs[i++])
        {
            if (i % 2 == 0) continue;
            for (var at = place; at < place + runs[i]; at++) pixels[(((at % imageHeight) - top) * width) + (at / imageHeight) - left] = 1;
        }

        return new Mask(left, top, width, height, pixels);
    }

    /// <summary>Number of pixels inside.</summary>
    public static long Area(ReadOnlySpan<int> runs)
    {
        long area = 0;
        for (var i = 1; i < runs.Length; i += 2) area += runs[i];
        return area;
    }

    /// <summary>The first and the last column and row with a pixel; the last before the first when there is none.</summary>
    public static (int Left, int Top, int Right, int Bottom) Bounds(ReadOnlySpan<int> runs, int imageHeight)
    {
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1, place = 0;
        for (var i = 0; i < runs.Length; place += runs[i++])
        {
            if (i % 2 == 0 || runs[i] == 0) continue;
            var last = place + runs[i] - 1;
            left = Math.Min(left, place / imageHeight);
            right = last / imageHeight;
            // A run that goes on in the next column has pixels in the last row and in the first.
            var isWithinColumn = place / imageHeight == right;
            top = Math.Min(top, isWithinColumn ? place % imageHeight : 0);
            bottom = Math.Max(bottom, isWithinColumn ? last % imageHeight : imageHeight - 1);
        }

        return (left, top, right, bottom);
    }

    private static void RequireSum(ReadOnlySpan<int> runs, int imageWidth, int imageHeight)
    {
        long sum = 0;
        foreach (var run in runs)
        {
            if (run < 0) throw new InvalidDataException($"A run length is {run}; it cannot be negative.");
            sum += run;
        }

        if (sum != (long)imageWidth * imageHeight)
            throw new InvalidDataException($"The run lengths add up to {sum} pixels; the image of {imageWidth}×{imageHeight} has {(long)imageWidth * imageHeight}.");
    }
}
