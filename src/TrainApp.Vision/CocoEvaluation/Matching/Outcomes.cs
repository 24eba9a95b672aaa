using System.Runtime.CompilerServices;
using TrainApp.Vision.CocoEvaluation.Ordering;

namespace TrainApp.Vision.CocoEvaluation.Matching;

/// <summary>
/// What became of every detection, by place, and which annotations are ignored, by their position in
/// <see cref="EvaluationOrder.Truths"/>; one bit per lane.
/// </summary>
internal sealed class Outcomes
{
    private const ulong AllLanes = ulong.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Outcomes(EvaluationOrder order, CocoGroundTruth truth, double[] detectionAreas, Lanes lanes, CocoEvaluationSettings settings)
    {
        TruthIgnored = new ulong[order.Truths.Length];
        for (var i = 0; i < order.Truths.Length; i++)
        {
            var index = order.Truths[i];
            var isIgnored = truth.Crowds[index] || (settings.Similarity == CocoSimilarity.Keypoints && truth.LabelledKeypoints[index] == 0);
            TruthIgnored[i] = isIgnored ? AllLanes : lanes.Outside(truth.Areas[index]);
        }

        Matched = new ulong[order.Detections.Length];
        Ignored = new ulong[order.Detections.Length];
        for (var i = 0; i < order.Detections.Length; i++) Ignored[order.Places[i]] = lanes.Outside(detectionAreas[order.Detections[i]]);
    }

    public ulong[] TruthIgnored { get; }

    /// <summary>Where a detection matches an annotation.</summary>
    public ulong[] Matched { get; }

    /// <summary>Where a detection does not count: its annotation is ignored, or it is unmatched and its area is outside the range.</summary>
    public ulong[] Ignored { get; }
}
