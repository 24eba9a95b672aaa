using System.Numerics;
using System.Runtime.CompilerServices;
using TrainApp.Vision.CocoEvaluation.Matching;
using TrainApp.Vision.CocoEvaluation.Ordering;

namespace TrainApp.Vision.CocoEvaluation;

/// <summary>
/// Precision and recall of one category in one area range. Only the true positives of a threshold are kept, with the number
/// of false positives before each: precision falls with every false positive, so its envelope has its corners there.
/// </summary>
internal sealed class CurveDrawing(EvaluationOrder order, Outcomes outcomes, Lanes lanes, CocoEvaluationSettings settings, CocoEvaluationResult result)
{
    private readonly int _thresholds = settings.Thresholds.Length;
    private readonly int[] _found = new int[settings.Thresholds.Length];
    private readonly int[] _falseOnlyHere = new int[settings.Thresholds.Length];
    private readonly int[] _needed = new int[settings.RecallPoints.Length];
    private int[] _places = [];
    private double[] _precisions = [];

    public void Draw(int category, int area)
    {
        var positives = CountPositives(category, area);
        if (positives == 0) return;
        result.Define(category, area);

        if (_places.Length < positives * _thresholds)
            (_places, _precisions) = (new int[positives * _thresholds], new double[positives * _thresholds]);

        CountNeeded(positives);
        for (var m = 0; m < settings.MaxDetections.Length; m++)
        {
            var firstPlace = CollectTruePositives(category, area, settings.MaxDetections[m], positives);
            for (var t = 0; t < _thresholds; t++) Write(category, area, m, t, positives, firstPlace);
        }
    }

    private int CountPositives(int category, int area)
    {
        var positives = 0;
        for (var g = order.TruthStarts[category]; g < order.TruthStarts[category + 1]; g++)
            positives += lanes.Of(area, outcomes.TruthIgnored[g]) == 0 ? 1 : 0;

        return positives;
    }

    /// <summary>How many true positives each recall point takes; more than there are positives if it is out of reach.</summary>
    private void CountNeeded(int positives)
    {
        var count = 0;
        for (var r = 0; r < _needed.Length; r++)
        {
            while (count <= positives && (double)count / positives < settings.RecallPoints[r]) count++;

            _needed[r] = count;
        }
    }

    /// <summary>
    /// Goes through the detections, best score first, and notes place and precision of each true positive at each threshold.
    /// Returns the place of the first detection, counted or not, or -1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CollectTruePositives(int category, int area, int maxDetections, int positives)
    {
        Array.Clear(_found);
        Array.Clear(_falseOnlyHere);
        int falseEverywhere = 0, firstPlace = -1, shift = lanes.LaneOf(area, 0);
        var all = (uint)lanes.OfArea;
        int start = order.DetectionStarts[category], count = order.DetectionStarts[category + 1] - start;
        var ranks = order.Ranks.AsSpan(start, count);
        ReadOnlySpan<ulong> matchedLanes = outcomes.Matched.AsSpan(start, count), ignoredLanes = outcomes.Ignored.AsSpan(start, count);
        for (var i = 0; i < ranks.Length; i++)
        {
            if (ranks[i] >= maxDetections) continue;

            firstPlace = firstPlace < 0 ? start + i : firstPlace;
            var counted = ~(uint)(ignoredLanes[i] >> shift) & all;
            var matched = (uint)(matchedLanes[i] >> shift) & counted;
            if (matched == 0 && counted == all)
            {
                falseEverywhere++;
                continue;
            }

            for (uint rest = matched; rest != 0; rest &= rest - 1)
            {
                var t = BitOperations.TrailingZeroCount(rest);
                var found = ++_found[t];
                var at = (t * positives) + found - 1;
                _places[at] = start + i;
                _precisions[at] = found / ((double)(falseEverywhere + _falseOnlyHere[t]) + found + CocoEvaluationSettings.Tiny);
            }

            for (uint rest = counted & ~matched; rest != 0; rest &= rest - 1) _falseOnlyHere[BitOperations.TrailingZeroCount(rest)]++;
        }

        return firstPlace;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(int category, int area, int m, int t, int positives, int firstPlace)
    {
        var found = _found[t];
        var envelope = _precisions.AsSpan(t * positives, found);
        for (var i = found - 2; i >= 0; i--) envelope[i] = Math.Max(envelope[i], envelope[i + 1]);

        result.RecallAt(category, area, m, t) = (double)found / positives;
        var precision = result.PrecisionAt(category, area, m, t);
        var score = result.ScoresAt(category, area, m, t);
        var reached = firstPlace < 0 ? 0 : CountReached(found);
        var places = _places.AsSpan(t * positives, found);
        for (var r = 0; r < reached; r++)
        {
            var needed = _needed[r];
            precision[r] = found > 0 ? envelope[Math.Max(needed, 1) - 1] : 0;
            score[r] = order.Scores[needed == 0 ? firstPlace : places[needed - 1]];
        }

        precision[reached..].Clear();
        score[reached..].Clear();
    }

    /// <summary>How many recall points a number of true positives reaches.</summary>
    private int CountReached(int found)
    {
        var reached = _needed.AsSpan().BinarySearch(found + 1);
        reached = reached < 0 ? ~reached : reached;
        while (reached > 0 && _needed[reached - 1] > found) reached--;

        return reached;
    }
}
