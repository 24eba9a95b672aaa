using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TrainApp.Vision.CocoEvaluation.Ordering;

namespace TrainApp.Vision.CocoEvaluation.Similarity;

/// <summary>
/// Intersection over union of boxes; over the area of the detection if the annotation is a crowd. The boxes are laid out in
/// the order in which blocks are gone through.
/// </summary>
internal readonly struct BoxOverlap(CocoGroundTruth truth, CocoDetections detections, EvaluationOrder order) : ISimilarity
{
    private readonly Box[] _detections = LayOut(detections.Boxes, order.Detections, []);
    private readonly Box[] _truths = LayOut(truth.Boxes, order.Truths, truth.Crowds);

    public double Between(int detection, int truth, double lowestThreshold)
    {
        ref readonly var d = ref _detections[detection];
        ref readonly var g = ref _truths[truth];
        var width = Math.Min(d.Right, g.Right) - Math.Max(d.Left, g.Left);
        var height = Math.Min(d.Bottom, g.Bottom) - Math.Max(d.Top, g.Top);
        if (width <= 0 || height <= 0) return 0;

        var intersection = width * height;
        return intersection / (g.IsCrowd ? d.Area : d.Area + g.Area - intersection);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Box[] LayOut(double[] boxes, int[] order, bool[] crowds)
    {
        var laidOut = new Box[order.Length];
        var fileBoxes = MemoryMarshal.Cast<double, FileBox>(boxes);
        for (var i = 0; i < laidOut.Length; i++)
        {
            var box = fileBoxes[order[i]];
            laidOut[i] = new Box(
                box.X, box.Y, box.Width + box.X, box.Height + box.Y, box.Width * box.Height, crowds.Length > 0 && crowds[order[i]]);
        }

        return laidOut;
    }

    private readonly record struct FileBox(double X, double Y, double Width, double Height);

    private readonly record struct Box(double Left, double Top, double Right, double Bottom, double Area, bool IsCrowd);
}
