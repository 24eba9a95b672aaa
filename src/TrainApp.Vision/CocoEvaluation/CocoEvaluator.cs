using TrainApp.Vision.CocoEvaluation;
using TrainApp.Vision.CocoEvaluation.Matching;
using TrainApp.Vision.CocoEvaluation.Ordering;
using TrainApp.Vision.CocoEvaluation.Similarity;

namespace TrainApp;

/// <summary>Compares detections with the ground truth as the COCO challenge does, figure for figure as pycocotools.</summary>
/// <remarks>
/// A process usually evaluates once. So the loops over the data, here and in the readers, are compiled well at once
/// (<c>AggressiveOptimization</c>) instead of being tried out slowly first.
/// </remarks>
public sealed class CocoEvaluator
{
    /// <summary>The id that stands for all categories where <see cref="CocoEvaluationSettings.PerCategory"/> is off.</summary>
    public const long AllCategories = -1;

    private const int BlocksPerTask = 256;

    private readonly EvaluationInput _input;
    private readonly CocoEvaluationSettings _settings;
    private readonly ParallelOptions _options;
    private readonly Lanes _lanes;
    private readonly EvaluationOrder _order;
    private readonly Outcomes _outcomes;

    /// <summary>Takes what is to be compared and sorts it.</summary>
    /// <exception cref="ArgumentException">
    /// Lists that belong together differ in length, an id occurs twice, a detection is in an unknown image, run lengths do
    /// not cover their image, or the settings are out of their limits.
    /// </exception>
    public CocoEvaluator(CocoGroundTruth truth, CocoDetections detections, CocoEvaluationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(detections);
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _options = new ParallelOptions { MaxDegreeOfParallelism = settings.DegreeOfParallelism };
        _lanes = new Lanes(settings);
        _input = EvaluationInput.Create(truth, detections, settings, _options);
        _order = EvaluationOrder.Create(_input.Truth, _input.Detections, settings.PerCategory, _options);
        _outcomes = new Outcomes(_order, _input.Truth, _input.Detections.Areas, _lanes, settings);
    }

    /// <summary>Compares what is given; see the constructor.</summary>
    /// <exception cref="ArgumentException">As the constructor's.</exception>
    public static CocoEvaluationResult Evaluate(CocoGroundTruth truth, CocoDetections detections, CocoEvaluationSettings settings) =>
        new CocoEvaluator(truth, detections, settings).Evaluate();

    /// <summary>Matches everything and draws the curves.</summary>
    public CocoEvaluationResult Evaluate()
    {
        switch (_settings.Similarity)
        {
            case CocoSimilarity.Boxes: MatchAll(Boxes()); break;
            case CocoSimilarity.Masks: MatchAll(Masks()); break;
            default: MatchAll(Keypoints()); break;
        }

        return DrawCurves();
    }

    /// <summary>Says who matched whom in one category (any, where all are one) and image; null if nothing of it is there.</summary>
    public CocoMatches? Explain(long categoryId, long imageId)
    {
        var (category, image) = (_order.CategoryIndexOf(categoryId), _order.Images.IndexOf(imageId));
        return category < 0 || image < 0 || _order.BlockOf(category, image) is not { } block ? null : Explain([block]).Single();
    }

    /// <summary>Says who matched whom, category by category and image by image, those with annotations or detections alone included.</summary>
    public IEnumerable<CocoMatches> ExplainAll() => Explain(_order.AllBlocks());

    private BoxOverlap Boxes() => new(_input.Truth, _input.Detections, _order);

    private MaskOverlap Masks() => new(_input.TruthRegions, _input.DetectionRegions, _input.Truth.Crowds, _order);

    private KeypointSimilarity Keypoints() => new(_input.Truth, _input.Detections, _order, _settings.Sigmas);

    private void MatchAll<TSimilarity>(TSimilarity similarity)
        where TSimilarity : struct, ISimilarity
    {
        var blocks = _order.Blocks;
        var blocksPerTask = Math.Clamp(blocks.Length / (8 * _settings.DegreeOfParallelism), 1, BlocksPerTask);
        var tasks = (blocks.Length + blocksPerTask - 1) / blocksPerTask;
        Parallel.For(0, tasks, _options, () => MatcherFor(similarity), (task, _, matcher) =>
        {
            var start = task * blocksPerTask;
            foreach (ref readonly var block in blocks.AsSpan(start, Math.Min(blocksPerTask, blocks.Length - start))) matcher.Match(block);
            return matcher;
        }, _ => { });
    }

    private Matcher<TSimilarity> MatcherFor<TSimilarity>(TSimilarity similarity)
        where TSimilarity : struct, ISimilarity =>
        new(_order, _input.Truth, _outcomes, _lanes, _settings.MaxDetections.Max(), similarity);

    private CocoEvaluationResult DrawCurves()
    {
        var result = new CocoEvaluationResult(_settings, _order.CategoryIds);
        var areas = _settings.Areas.Length;
        Parallel.For(0, _order.CategoryIds.Length * areas, _options,
            () => new CurveDrawing(_order, _outcomes, _lanes, _settings, result),
            (i, _, curves) =>
            {
                curves.Draw(i / areas, i % areas);
                return curves;
            }, _ => { });
        return result;
    }

    private IEnumerable<CocoMatches> Explain(IEnumerable<Block> blocks) => _settings.Similarity switch
    {
        CocoSimilarity.Boxes => Explain(MatcherFor(Boxes()), blocks),
        CocoSimilarity.Masks => Explain(MatcherFor(Masks()), blocks),
        _ => Explain(MatcherFor(Keypoints()), blocks),
    };

    private IEnumerable<CocoMatches> Explain<TSimilarity>(Matcher<TSimilarity> matcher, IEnumerable<Block> blocks)
        where TSimilarity : struct, ISimilarity
    {
        foreach (var block in blocks)
        {
            var matches = new List<Match>();
            matcher.Match(block, matches);
            yield return new CocoMatches(_order, _outcomes, _lanes, block, matches, _settings.MaxDetections.Max());
        }
    }
}
