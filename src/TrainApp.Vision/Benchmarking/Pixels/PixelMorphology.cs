namespace TrainApp.Vision.Benchmarking.Pixels;

/// <summary>Neighbourhoods of pixels. Masks are flags row by row.</summary>
internal static class PixelMorphology
{
    /// <summary>Finds which of some pixels lie within a disc around a pixel of a mask: √(dx² + dy²), rounded, is at most the radius.</summary>
    public static bool[] Near(bool[] mask, bool[] asked, int width, int height, int radius)
    {
        var far = Math.Max(width, radius) + 1;
        var distances = DistancesInRow(mask, width, height, far);
        var reach = new int[radius + 1];
        // Rounded is at most r: the square is below (r + ½)², that is at most r² + r.
        for (var dy = 0; dy <= radius; dy++) reach[dy] = (int)Math.Sqrt((radius * radius) + radius - (dy * dy));
        var near = new bool[mask.Length];
        for (var place = 0; place < near.Length; place++)
        {
            if (!asked[place]) continue;
            var (x, y) = (place % width, place / width);
            for (var row = Math.Max(0, y - radius); row <= Math.Min(height - 1, y + radius) && !near[place]; row++)
                near[place] = distances[(row * width) + x] <= reach[Math.Abs(row - y)];
        }

        return near;
    }

    /// <summary>The pixels of a mask whose square of 2·d + 1 pixels, as far as it lies in the window, is not all in the mask.</summary>
    public static bool[] InnerBand(bool[] mask, int width, int height, int depth)
    {
        var outside = Array.ConvertAll(mask, inside => !inside);
        var inRow = Array.ConvertAll(DistancesInRow(outside, width, height, depth + 1), distance => distance <= depth);
        var band = new bool[mask.Length];
        for (var x = 0; x < width; x++)
        {
            // Rows to the last one that has a pixel outside so near, from above and then from below.
            var since = depth + 1;
            for (var y = 0; y < height; y++) Step(y);
            since = depth + 1;
            for (var y = height - 1; y >= 0; y--) Step(y);

            void Step(int y)
            {
                var place = (y * width) + x;
                since = inRow[place] ? 0 : Math.Min(since + 1, depth + 1);
                band[place] |= mask[place] && since <= depth;
            }
        }

        return band;
    }

    /// <summary>Columns to the next pixel of the mask in the same row; <paramref name="far"/> where there is none.</summary>
    private static int[] DistancesInRow(bool[] mask, int width, int height, int far)
    {
        var distances = new int[mask.Length];
        for (var y = 0; y < height; y++)
        {
            var (start, distance) = (y * width, far);
            for (var x = 0; x < width; x++) distances[start + x] = distance = mask[start + x] ? 0 : Math.Min(distance + 1, far);
            distance = far;
            for (var x = width - 1; x >= 0; x--)
            {
                distance = mask[start + x] ? 0 : Math.Min(distance + 1, far);
                distances[start + x] = Math.Min(distances[start + x], distance);
            }
        }

        return distances;
    }
}
