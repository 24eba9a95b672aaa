namespace TrainApp.Vision.Benchmarking.Pixels;

/// <summary>The pixels of one image, counted.</summary>
/// <param name="Classes">Per class.</param>
/// <param name="Cells">The pairs of classes that it has pixels of: few, where all pairs of every image would not fit the memory.</param>
internal sealed record ImagePixels(PixelCounts[] Classes, IReadOnlyList<PixelCell> Cells)
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

        return new([.. Enumerable.Range(0, classes).Select(k => PixelErrors.Count(truth, prediction, areas[k], (short)k))], CellsOf(pixels));
    }

    private static List<PixelCell> CellsOf(long[,] pixels)
    {
        List<PixelCell> cells = [];
        for (var k = 0; k < pixels.GetLength(0); k++)
        {
            for (var other = 0; other < pixels.GetLength(1); other++)
            {
                if (pixels[k, other] > 0) cells.Add(new(k, other, pixels[k, other]));
            }
        }

        return cells;
    }

    private static int PlaceOf(short classIndex, int nothing) => classIndex == LabelMap.Nothing ? nothing : classIndex;
}

/// <summary>Pixels of a true and a predicted class; one more than the last class stands for pixels without a class.</summary>
internal readonly record struct PixelCell(int True, int Predicted, long Count);
