namespace TrainApp.Vision.Benchmarking.Pixels;

/// <summary>Counts the pixels of one class in one image, and says of its errors where they lie.</summary>
internal sealed class PixelErrors
{
    private readonly ClassWindow _window;
    private readonly int _width, _height;

    private PixelErrors(ClassWindow window) => (_window, _width, _height) = (window, window.Width, window.Height);

    /// <param name="truth">The true classes.</param>
    /// <param name="prediction">The predicted classes, of the same size.</param>
    /// <param name="area">Where either has the class.</param>
    /// <param name="classIndex">The class.</param>
    public static PixelCounts Count(LabelMap truth, LabelMap prediction, PixelArea area, short classIndex)
    {
        long all = (long)truth.Width * truth.Height;
        var diagonal = Math.Sqrt(((double)truth.Width * truth.Width) + ((double)truth.Height * truth.Height));
        var boundary = (int)Math.Round(0.01 * diagonal, MidpointRounding.ToEven);
        var band = Math.Max(1, (int)Math.Round(0.02 * diagonal, MidpointRounding.ToEven));
        if (ClassWindow.Cut(truth, prediction, area, classIndex, boundary + 1) is not { } window) return new() { TrueNegative = all };

        var errors = new PixelErrors(window);
        var counts = errors.Classify(boundary);
        var (shared, union) = errors.Bands(band);
        return counts with
        {
            TrueNegative = all - counts.TruePositive - counts.FalsePositive - counts.FalseNegative,
            BandShared = shared,
            BandUnion = union,
        };
    }

    private PixelCounts Classify(int boundary)
    {
        bool[] found = Where(ClassWindow.TruePositive), rest = Where(ClassWindow.TrueNegative);
        bool[] tooMuch = Where(ClassWindow.FalsePositive), tooLittle = Where(ClassWindow.FalseNegative);
        // Only errors can lie between what is right inside and what is right outside.
        var wrong = Join(tooMuch, tooLittle, (a, b) => a || b);
        var between = Join(Near(found, wrong, boundary), Near(rest, wrong, boundary), (a, b) => a && b);
        var (falseBoundary, missedBoundary) = (AtBoundary(tooMuch, between, boundary), AtBoundary(tooLittle, between, boundary));
        var (falseExtent, falseSegment) = Divide(tooMuch, falseBoundary, _window.IsPredicted);
        var (missedExtent, missedSegment) = Divide(tooLittle, missedBoundary, _window.IsTruth);
        return new()
        {
            TruePositive = Sum(found),
            FalsePositiveBoundary = Sum(falseBoundary),
            FalseNegativeBoundary = Sum(missedBoundary),
            FalsePositiveExtent = falseExtent,
            FalsePositiveSegment = falseSegment,
            FalseNegativeExtent = missedExtent,
            FalseNegativeSegment = missedSegment,
        };
    }

    /// <summary>The errors of one kind at the boundary: those between inside and outside and what is near to them, where a piece of them touches both.</summary>
    private bool[] AtBoundary(bool[] errors, bool[] between, int radius)
    {
        var near = Near(Join(errors, between, (a, b) => a && b), errors, radius);
        PixelPieces.ForEach(near, _width, _height, places =>
        {
            var (touchesInside, touchesOutside) = (false, false);
            foreach (var place in places)
            {
                touchesInside |= _window.Touches(ClassWindow.TruePositive, place);
                touchesOutside |= _window.Touches(ClassWindow.TrueNegative, place);
            }

            if (touchesInside && touchesOutside) return;
            foreach (var place in places) near[place] = false;
        });
        return near;
    }

    /// <summary>The errors elsewhere, by whether their object was found in part.</summary>
    private (long Extent, long Segment) Divide(bool[] errors, bool[] boundary, Func<int, bool> isObject)
    {
        long extent = 0, segment = 0;
        PixelPieces.ForEach([.. Enumerable.Range(0, _window.Count).Select(isObject)], _width, _height, places =>
        {
            var (count, isFound) = (0, false);
            foreach (var place in places)
            {
                isFound |= _window.Is(ClassWindow.TruePositive, place);
                count += errors[place] && !boundary[place] ? 1 : 0;
            }

            if (isFound) extent += count;
            else segment += count;
        });
        return (extent, segment);
    }

    private (long Shared, long Union) Bands(int depth)
    {
        var truth = PixelMorphology.InnerBand([.. Enumerable.Range(0, _window.Count).Select(_window.IsTruth)], _width, _height, depth);
        var prediction = PixelMorphology.InnerBand([.. Enumerable.Range(0, _window.Count).Select(_window.IsPredicted)], _width, _height, depth);
        return (Sum(Join(truth, prediction, (a, b) => a && b)), Sum(Join(truth, prediction, (a, b) => a || b)));
    }

    private bool[] Near(bool[] mask, bool[] asked, int radius) => PixelMorphology.Near(mask, asked, _width, _height, radius);

    private bool[] Where(byte state)
    {
        var mask = new bool[_window.Count];
        for (var i = 0; i < mask.Length; i++) mask[i] = _window.Is(state, i);
        return mask;
    }

    private static bool[] Join(bool[] a, bool[] b, Func<bool, bool, bool> join)
    {
        var joined = new bool[a.Length];
        for (var i = 0; i < joined.Length; i++) joined[i] = join(a[i], b[i]);
        return joined;
    }

    private static long Sum(bool[] mask)
    {
        long sum = 0;
        foreach (var flag in mask) sum += flag ? 1 : 0;
        return sum;
    }
}
