using TrainApp.Vision.CocoEvaluation.Ordering;
using TrainApp.Vision.CocoEvaluation.Regions;

namespace TrainApp.Vision.CocoEvaluation.Similarity;

/// <summary>Intersection over union of masks; over the area of the detection if the annotation is a crowd.</summary>
internal readonly struct MaskOverlap(Region[] truths, Region[] detections, bool[] crowds, EvaluationOrder order) : ISimilarity
{
    private const double SizesDiffer = -1;

    public double Between(int detection, int truth, double lowestThreshold)
    {
        ref readonly var d = ref detections[order.Detections[detection]];
        ref readonly var g = ref truths[order.Truths[truth]];
        return Between(d, g, crowds[order.Truths[truth]], lowestThreshold);
    }

    internal static double Between(in Region d, in Region g, bool isCrowd, double lowestThreshold)
    {
        if (d.Height != g.Height || d.Width != g.Width) return SizesDiffer;
        var atMost = LargestIntersection(d, g);
        if (atMost <= 0 || Ratio(atMost, d, g, isCrowd) < lowestThreshold) return 0;
        return Ratio(Intersection(d.Intervals, g.Intervals), d, g, isCrowd);
    }

    private static double Ratio(long intersection, in Region d, in Region g, bool isCrowd) =>
        intersection == 0 ? 0 : (double)intersection / (isCrowd ? d.Area : (long)d.Area + g.Area - intersection);

    /// <summary>What the boxes and areas alone say: the masks cannot share more pixels than this.</summary>
    private static long LargestIntersection(in Region d, in Region g)
    {
        var width = Math.Min(d.Box.Right, g.Box.Right) - Math.Max(d.Box.Left, g.Box.Left);
        var height = Math.Min(d.Box.Bottom, g.Box.Bottom) - Math.Max(d.Box.Top, g.Box.Top);
        return width <= 0 || height <= 0 ? 0 : Math.Min((long)width * height, Math.Min(d.Area, g.Area));
    }

    /// <summary>How many pixels two masks share.</summary>
    internal static long Intersection(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        long shared = 0;
        int i = 0, j = 0;
        while (i < first.Length && j < second.Length)
        {
            var start = Math.Max(first[i], second[j]);
            var end = Math.Min(first[i + 1], second[j + 1]);
            shared += Math.Max(0, end - start);
            if (first[i + 1] < second[j + 1]) i += 2;
            else j += 2;
        }

        return shared;
    }
}
