using TrainApp.Vision.CocoEvaluation.Matching;
using TrainApp.Vision.CocoEvaluation.Ordering;

namespace TrainApp;

/// <summary>A detection and the annotation that it matches, both by their index in the data.</summary>
/// <param name="Detection">Index of the detection.</param>
/// <param name="Truth">Index of the annotation; a crowd may match several detections.</param>
/// <param name="Similarity">Overlap or keypoint similarity, from the threshold to 1.</param>
public readonly record struct CocoMatch(int Detection, int Truth, double Similarity);

/// <summary>
/// Who matched whom in one category and image. Annotations and detections are named by their index in the data; areas and
/// thresholds by their index in the settings. What is in no match is a miss or a false alarm, unless it is ignored.
/// </summary>
public sealed class CocoMatches
{
    private readonly EvaluationOrder _order;
    private readonly Outcomes _outcomes;
    private readonly Lanes _lanes;
    private readonly Block _block;
    private readonly int[] _places;
    private readonly List<Match> _matches;

    internal CocoMatches(EvaluationOrder order, Outcomes outcomes, Lanes lanes, Block block, List<Match> matches, int maxDetections)
    {
        (_order, _outcomes, _lanes, _block, _matches) = (order, outcomes, lanes, block, matches);
        var end = Math.Min(block.End, block.Start + maxDetections);
        Detections = order.Detections[block.Start..end];
        _places = order.Places[block.Start..end];
    }

    /// <summary>The category; <see cref="CocoEvaluator.AllCategories"/> where all are one.</summary>
    public long CategoryId => _order.CategoryIds[_block.Category];

    /// <summary>The image.</summary>
    public long ImageId => _order.Images.Ids[_block.Image];

    /// <summary>The detections that count at the largest number of detections, best score first.</summary>
    public IReadOnlyList<int> Detections { get; }

    /// <summary>The annotations, those that are ignored in an area range last.</summary>
    public IReadOnlyList<int> Truths(int area = 0) => [.. OrderedTruths(area).Select(g => _order.Truths[g])];

    /// <summary>Whether each annotation is ignored (a crowd, without keypoints, or outside the range), in the order of <see cref="Truths"/>.</summary>
    public IReadOnlyList<bool> TruthIgnored(int area = 0) => [.. OrderedTruths(area).Select(g => IsIgnored(g, area))];

    /// <summary>The matches, best score first.</summary>
    public IReadOnlyList<CocoMatch> At(int threshold, int area = 0) =>
        [.. _matches.Where(match => Has(match.Lanes, area, threshold)).Select(match => new CocoMatch(Detections[Array.IndexOf(_places, match.Place)], _order.Truths[match.Truth], match.Similarity))];

    /// <summary>Whether each detection does not count, in the order of <see cref="Detections"/>: its annotation is ignored, or it has none and its area is outside the range.</summary>
    public IReadOnlyList<bool> DetectionIgnored(int threshold, int area = 0) =>
        [.. _places.Select(place => Has(_outcomes.Ignored[place], area, threshold))];

    private IEnumerable<int> OrderedTruths(int area) =>
        Enumerable.Range(_block.TruthStart, _block.TruthEnd - _block.TruthStart).OrderBy(g => IsIgnored(g, area));

    private bool IsIgnored(int g, int area) => Has(_outcomes.TruthIgnored[g], area, 0);

    private bool Has(ulong lanes, int area, int threshold) => (lanes >> _lanes.LaneOf(area, threshold) & 1) != 0;
}
