namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>Who matched whom, and the curves of average precision, by COCO's rules.</summary>
/// <param name="Matches">Image by image, then class by class: what found something, what did not, best score first, then the objects that none found. Images with the first class come first, as in the reference: the order decides among equal scores.</param>
/// <param name="Curves">Precision at the recalls; its categories are the classes.</param>
internal sealed record ObjectMatching(IReadOnlyList<Match> Matches, CocoEvaluationResult Curves)
{
    public static ObjectMatching Run(
        string taskType,
        int classes,
        IReadOnlyList<EvaluatedImage> images,
        IReadOnlyList<EvaluatedObject> truth,
        IReadOnlyList<EvaluatedObject> predictions,
        ClassThresholds thresholds,
        int maxDetections)
    {
        var input = new CocoInput(taskType, classes, images);
        var (annotations, detections) = (input.Truth(truth), input.Predictions(predictions));
        var settings = CocoEvaluationSettings.For(input.Similarity) with
        {
            // One range that takes all: sizes play no part here.
            Areas = [new CocoAreaRange("all", 0, double.PositiveInfinity)],
            MaxDetections = [maxDetections],
        };
        var evaluator = new CocoEvaluator(annotations, detections, settings);
        var curves = evaluator.Evaluate();
        var anyClass = new CocoEvaluator(annotations, detections, settings with { PerCategory = false });
        return new(List(evaluator, OthersThatMatch(anyClass, thresholds), predictions, truth, thresholds), curves);
    }

    private static Match[] List(
        CocoEvaluator evaluator,
        Dictionary<(int Threshold, int Prediction), CocoMatch> ofAnyClass,
        IReadOnlyList<EvaluatedObject> predictions,
        IReadOnlyList<EvaluatedObject> truth,
        ClassThresholds thresholds)
    {
        var matches = new List<Match>();
        // Category by category, and in each image by image.
        foreach (var block in evaluator.ExplainAll())
        {
            var (image, classIndex) = ((int)block.ImageId, (int)block.CategoryId);
            var threshold = thresholds.OfClass[classIndex];
            var found = block.At(threshold).ToDictionary(match => match.Detection);
            foreach (var prediction in block.Detections.OrderByDescending(found.ContainsKey))
            {
                var score = predictions[prediction].Score;
                if (found.TryGetValue(prediction, out var match))
                    matches.Add(new(MatchKind.TruePositive, image, classIndex, prediction, match.Truth, score, match.Similarity, Misclassified: false));
                else if (ofAnyClass.TryGetValue((threshold, prediction), out var other))
                    matches.Add(OnObject(image, classIndex, prediction, score, other, truth[other.Truth].Class));
                else
                    matches.Add(new(MatchKind.FalsePositive, image, classIndex, prediction, Truth: null, score, Iou: null, Misclassified: false));
            }

            var taken = found.Values.Select(match => match.Truth).ToHashSet();
            foreach (var missed in block.Truths().Where(item => !taken.Contains(item)))
                matches.Add(new(MatchKind.FalseNegative, image, classIndex, Prediction: null, missed, Score: null, Iou: null, Misclassified: false));
        }

        return [.. matches.GroupBy(match => match.Image).SelectMany(ofImage => ofImage)];
    }

    /// <summary>A false positive that has an object of its own when classes play no part: mostly one of another class.</summary>
    private static Match OnObject(int image, int classIndex, int prediction, double score, CocoMatch other, int trueClass)
    {
        var isMisclassified = trueClass != classIndex;
        return new(MatchKind.FalsePositive, image, classIndex, prediction, other.Truth, score, other.Similarity, isMisclassified) { TrueClass = isMisclassified ? trueClass : null };
    }

    /// <summary>What each prediction matches when classes play no part, at each threshold that a class has.</summary>
    private static Dictionary<(int Threshold, int Prediction), CocoMatch> OthersThatMatch(CocoEvaluator anyClass, ClassThresholds thresholds)
    {
        var matches = new Dictionary<(int, int), CocoMatch>();
        var used = thresholds.OfClass.Distinct().ToList();
        foreach (var block in anyClass.ExplainAll())
        {
            foreach (var threshold in used)
            {
                foreach (var match in block.At(threshold)) matches.Add((threshold, match.Detection), match);
            }
        }

        return matches;
    }
}
