using System.Runtime.CompilerServices;

namespace TrainApp.Vision.CocoEvaluation.Ordering;

/// <summary>Annotations or detections by category and image, then as in the file; what has no known image or category is left out.</summary>
/// <param name="Items">Their indexes.</param>
/// <param name="Starts">Where each category starts, and the end.</param>
internal readonly record struct Groups(int[] Items, int[] Starts)
{
    /// <summary>Two counting sorts; without categories, an image's items stand by category all the same, for equal scores.</summary>
    public static Groups Of(int[] imageOf, int images, int[] categoryOf, int categories, bool perCategory)
    {
        var known = new int[imageOf.Length];
        var count = 0;
        for (var i = 0; i < imageOf.Length; i++)
        {
            if (imageOf[i] >= 0 && categoryOf[i] >= 0) known[count++] = i;
        }

        ReadOnlySpan<int> inFile = known.AsSpan(0, count);
        return perCategory
            ? SortBy(categoryOf, categories, SortBy(imageOf, images, inFile).Items)
            : new Groups(SortBy(imageOf, images, SortBy(categoryOf, categories, inFile).Items).Items, [0, count]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Groups SortBy(int[] keyOf, int keys, ReadOnlySpan<int> items)
    {
        var starts = new int[keys + 1];
        foreach (var item in items) starts[keyOf[item] + 1]++;
        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];

        var next = starts.AsSpan().ToArray();
        var sorted = new int[items.Length];
        foreach (var item in items) sorted[next[keyOf[item]]++] = item;
        return new Groups(sorted, starts);
    }
}
