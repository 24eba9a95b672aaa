using System.Runtime.CompilerServices;
using TrainApp.Vision.CocoEvaluation.Ordering;
using TrainApp.Vision.CocoEvaluation.Similarity;

namespace TrainApp.Vision.CocoEvaluation.Matching;

/// <summary>A detection (by place) and an annotation (by position in the order) that match in some lanes.</summary>
internal readonly record struct Match(int Place, int Truth, double Similarity, ulong Lanes);

/// <summary>
/// Matches the detections of a block, best score first, each with the free annotation most similar to it: one that counts
/// if any reaches the threshold, otherwise an ignored one; of equally similar ones the last in the file. A crowd is never
/// used up. All thresholds and area ranges are decided at once, one bit each.
/// </summary>
internal sealed class Matcher<TSimilarity>(
    EvaluationOrder order, CocoGroundTruth truth, Outcomes outcomes, Lanes lanes, int maxDetections, TSimilarity similarity)
    where TSimilarity : struct, ISimilarity
{
    private ulong[] _taken = [];
    private Candidate[] _candidates = [];

    /// <summary>Matches one block; <paramref name="matches"/>, if given, gets who matched whom.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Match(in Block block, List<Match>? matches = null)
    {
        var truths = block.TruthEnd - block.TruthStart;
        if (_taken.Length < truths) (_taken, _candidates) = (new ulong[truths], new Candidate[truths]);

        _taken.AsSpan(0, truths).Clear();
        var end = Math.Min(block.End, block.Start + maxDetections);
        for (var detection = block.Start; detection < end; detection++)
        {
            var candidates = FindCandidates(block, detection);
            if (candidates > 0) Decide(order.Places[detection], block.TruthStart, _candidates.AsSpan(0, candidates), matches);
        }
    }

    /// <summary>The annotations that reach the lowest threshold, most similar first, the last in the file first if equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindCandidates(in Block block, int detection)
    {
        var count = 0;
        for (var g = block.TruthStart; g < block.TruthEnd; g++)
        {
            var value = similarity.Between(detection, g, lanes.LowestThreshold);
            if (value < lanes.LowestThreshold) continue;

            var i = count++;
            for (; i > 0 && _candidates[i - 1].Similarity <= value; i--) _candidates[i] = _candidates[i - 1];

            _candidates[i] = new Candidate(value, g, lanes.Reached(value));
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Decide(int place, int firstTruth, ReadOnlySpan<Candidate> candidates, List<Match>? matches)
    {
        ulong open = ulong.MaxValue, matched = 0, ignored = 0;
        for (var pass = 0; pass < 2; pass++)
        {
            var flip = pass == 0 ? ulong.MaxValue : 0;
            foreach (ref readonly var candidate in candidates)
            {
                int g = candidate.Truth, annotation = order.Truths[g];
                var chosen = candidate.Reached & open & ~_taken[g - firstTruth] & (outcomes.TruthIgnored[g] ^ flip);
                if (chosen == 0) continue;

                open &= ~chosen;
                ignored |= chosen & outcomes.TruthIgnored[g];
                if (!truth.Crowds[annotation]) _taken[g - firstTruth] |= chosen;

                // COCO marks a match by the annotation's id: with id 0 the annotation is used up, the detection unmatched.
                if (truth.Ids[annotation] != 0) matched |= chosen;

                matches?.Add(new Match(place, g, candidate.Similarity, chosen));
            }
        }

        outcomes.Matched[place] = matched;
        outcomes.Ignored[place] = ignored | (outcomes.Ignored[place] & ~matched);
    }

    private readonly record struct Candidate(double Similarity, int Truth, ulong Reached);
}
