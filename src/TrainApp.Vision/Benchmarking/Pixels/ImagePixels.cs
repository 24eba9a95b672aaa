namespace TrainApp.Vision.Benchmarking.Pixels;

/// <summary>The pixels of one image, counted.</summary>
/// <param name="Classes">Per class.</param>
/// <param name="Pixels">[true, predicted]; the last row and column stand for pixels without a class.</param>
internal sealed record ImagePixels(PixelCounts[] Classes, long[,] Pixels)
{
    public static ImagePixels Count(LabelMap truth, LabelMap prediction, int classes)
    {
        var pixels = new long[classes + 1, classes + 1];
        var areas = new PixelArea[classes + 1];
        Array.Fill(areas, PixelArea.Empty);
        var place = 0;
        for (var y = 0; y < truth.Height; y++)
        {
            for (var x = 0; x < truth.Width; x++, place++)
            {
                var (isTrue, isPredicted) = (PlaceOf(truth.Classes[place], classes), PlaceOf(prediction.Classes[place], classes));
                pixels[isTrue, isPredicted]++;
                areas[isTrue].Add(x, y);
                areas[isPredicted].Add(x, y);
            }
        }

        return new([.. Enumerable.Range(0, classes).Select(k => PixelErrors.Count(truth, prediction, areas[k], (short)k))], pixels);
    }

    private static int PlaceOf(short classIndex, int nothing) => classIndex == LabelMap.Nothing ? nothing : classIndex;
}
