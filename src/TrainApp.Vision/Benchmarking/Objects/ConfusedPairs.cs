namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>The pairs of classes that are mistaken for each other most often.</summary>
internal static class ConfusedPairs
{
    private const int Most = 20;

    /// <param name="confusion">[predicted, true], the last row and column stand for none.</param>
    public static IReadOnlyList<ConfusedPair> Of(long[,] confusion)
    {
        var classes = confusion.GetLength(0) - 1;
        var pairs = new List<ConfusedPair>();
        for (var first = 1; first < classes; first++)
        {
            for (var second = 0; second < first; second++)
            {
                var count = confusion[first, second] + confusion[second, first];
                if (count > 0) pairs.Add(new(first, second, count, (double)count / (Predicted(first) + Predicted(second))));
            }
        }

        return [.. pairs.OrderByDescending(pair => pair.Count).ThenByDescending(pair => pair.Share).Take(Most)];

        long Predicted(int row)
        {
            long sum = 0;
            for (var column = 0; column <= classes; column++) sum += confusion[row, column];
            return sum;
        }
    }
}
