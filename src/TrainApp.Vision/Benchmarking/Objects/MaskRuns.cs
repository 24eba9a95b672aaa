namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>Masks as run lengths of their image, column by column.</summary>
internal static class MaskRuns
{
    /// <param name="mask">The mask; null where none of it lies in the image.</param>
    /// <param name="height">Height of the image.</param>
    /// <param name="width">Width of the image.</param>
    /// <param name="runs">Is emptied, then takes pixels outside and inside in turn.</param>
    public static void Collect(Mask? mask, int height, int width, List<int> runs)
    {
        runs.Clear();
        var (last, isInside) = (0, false);
        if (mask is not null)
        {
            var pixels = mask.Pixels;
            for (var x = 0; x < mask.Width; x++)
            {
                for (var y = 0; y < mask.Height; y++) Step(pixels[(y * mask.Width) + x] != 0, ((mask.Left + x) * height) + mask.Top + y);
                // A column that ends above the image's edge is followed by pixels outside.
                if (mask.Height < height) Step(inside: false, ((mask.Left + x) * height) + mask.Top + mask.Height);
            }
        }

        var end = height * width;
        if (isInside) Step(inside: false, mask!.Left + mask.Width == width ? end : (mask.Left + mask.Width) * height);
        runs.Add(end - last);

        void Step(bool inside, int place)
        {
            if (inside == isInside) return;
            runs.Add(place - last);
            (last, isInside) = (place, inside);
        }
    }
}
