using TrainApp.Vision.Benchmarking.Objects;

namespace TrainApp.Vision.Benchmarking;

/// <summary>
/// Everything that an evaluation of predictions against truth found: figures, and who matched whom, from which every
/// chart, table and gallery of the report is made. Classes, images and objects are named by their index in the lists here.
/// </summary>
internal sealed record EvaluationResult
{
    /// <summary><c>object detection</c>, <c>instance segmentation</c> or <c>semantic segmentation</c>.</summary>
    public required string TaskType { get; init; }

    public required BenchmarkSettings Settings { get; init; }

    /// <summary>Names of the classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    public required IReadOnlyList<EvaluatedImage> Images { get; init; }

    public required IReadOnlyList<EvaluatedObject> Truth { get; init; }

    /// <summary>Predictions, those that no figure counts (beyond the limit per image) included.</summary>
    public required IReadOnlyList<EvaluatedObject> Predictions { get; init; }

    /// <summary>The metrics by their names in <c>experiment_info.json</c>, in the reference's order; null where one is undefined.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    /// <summary>One entry per class.</summary>
    public required IReadOnlyList<ClassFigures> PerClass { get; init; }

    /// <summary>The threshold of confidence at which objects are counted.</summary>
    public required double Confidence { get; init; }

    /// <summary>Every match at the class's IoU threshold, before any is left out for its confidence; empty for semantic segmentation.</summary>
    public required IReadOnlyList<Match> Matches { get; init; }

    /// <summary>Counts after <see cref="Confidence"/> is applied: [predicted, true], the last row and column stand for none.</summary>
    public required long[,] Confusion { get; init; }

    /// <summary>The classes that are mistaken for each other most often, at most 20, the worst first.</summary>
    public IReadOnlyList<ConfusedPair> ConfusedPairs { get; init; } = [];

    /// <summary>Mean precision over the classes with truth, at the recalls 0, 0.01 … 1, per IoU threshold 0.50, 0.55 … 0.95.</summary>
    public required IReadOnlyList<double[]> PrecisionRecall { get; init; }

    /// <summary>F1 against confidence, all classes pooled.</summary>
    public required IReadOnlyList<ScorePoint> ScoreProfile { get; init; }

    /// <summary>Ten bins of confidence.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>Pixel counts and errors of semantic segmentation; null for the other tasks.</summary>
    public SemanticFigures? Semantic { get; init; }
}

/// <summary>An image that was evaluated.</summary>
/// <param name="Name">Its name, <c>dataset/file</c>.</param>
/// <param name="Path">The image file; null where there is none.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
internal sealed record EvaluatedImage(string Name, string? Path, int Width, int Height);

/// <summary>An object of the truth, or one that was predicted.</summary>
/// <param name="Image">Index of its image.</param>
/// <param name="Class">Index of its class.</param>
/// <param name="Box">Its box in pixels of the image.</param>
/// <param name="Score">How sure the model is, from 0 to 1; 1 for the truth.</param>
/// <param name="Shape">Its outline, where the task has one.</param>
internal sealed record EvaluatedObject(int Image, int Class, Box Box, double Score, Geometry? Shape = null);

/// <summary>What became of a prediction, or of an object that no prediction found.</summary>
internal enum MatchKind
{
    /// <summary>Found: the prediction overlaps an object of its class.</summary>
    TruePositive,

    /// <summary>Predicted where there is no such object.</summary>
    FalsePositive,

    /// <summary>Not found.</summary>
    FalseNegative,
}

/// <summary>One line of the match list.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Image">Index of the image.</param>
/// <param name="Class">Index of the class: the predicted one, or the missed object's.</param>
/// <param name="Prediction">Index of the prediction; null for a missed object.</param>
/// <param name="Truth">Index of the object; for a false positive the one that it matches when classes play no part, if there is one: mostly of another class.</param>
/// <param name="Score">The prediction's score; null for a missed object.</param>
/// <param name="Iou">Intersection over union with <paramref name="Truth"/>; null without one.</param>
/// <param name="Misclassified">Whether a false positive lies on an object of another class.</param>
internal sealed record Match(MatchKind Kind, int Image, int Class, int? Prediction, int? Truth, double? Score, double? Iou, bool Misclassified)
{
    /// <summary>For a misclassified prediction, the class of the object that it lies on.</summary>
    public int? TrueClass { get; init; }
}

/// <summary>Two classes that are mistaken for each other.</summary>
/// <param name="First">Index of one class; for semantic segmentation the true one.</param>
/// <param name="Second">Index of the other; for semantic segmentation the predicted one.</param>
/// <param name="Count">How many objects, or pixels, in both directions (semantic segmentation: in this one).</param>
/// <param name="Share">Part of all predictions of both classes; for semantic segmentation of the pixels of the true one.</param>
internal sealed record ConfusedPair(int First, int Second, long Count, double Share);

/// <summary>Figures of one class; null where undefined.</summary>
internal sealed record ClassFigures
{
    public required string Name { get; init; }

    /// <summary>Objects of the truth.</summary>
    public required int Objects { get; init; }

    /// <summary>Images of the truth with the class.</summary>
    public required int Images { get; init; }

    public double? Ap { get; init; }

    public double? Ap50 { get; init; }

    public double? Ap75 { get; init; }

    public double? Precision { get; init; }

    public double? Recall { get; init; }

    public double? F1 { get; init; }

    public double? MeanIou { get; init; }

    public int TruePositives { get; init; }

    public int FalsePositives { get; init; }

    public int FalseNegatives { get; init; }

    /// <summary>Precision at the recalls 0, 0.01 … 1 at the class's IoU threshold; empty for a class without truth.</summary>
    public IReadOnlyList<double> PrecisionRecall { get; init; } = [];

    /// <summary>The same as a mean over the IoU thresholds 0.50, 0.55 … 0.95, as the reference draws it; empty for a class without truth.</summary>
    public IReadOnlyList<double> MeanPrecisionRecall { get; init; } = [];
}

/// <summary>All predictions with at least that score, counted.</summary>
/// <param name="Score">The confidence.</param>
/// <param name="Precision">Mean over the IoU thresholds.</param>
/// <param name="Recall">Mean over the IoU thresholds.</param>
/// <param name="F1">Mean over the IoU thresholds, undefined ones left out; null when all are.</param>
internal sealed record ScorePoint(double Score, double? Precision, double? Recall, double? F1);

/// <summary>Predictions whose score lies in (From, To].</summary>
/// <param name="From">Lower end.</param>
/// <param name="To">Upper end.</param>
/// <param name="Count">How many.</param>
/// <param name="MeanScore">Their mean score; null without any.</param>
/// <param name="Precision">Share of true positives; null without any.</param>
internal sealed record ReliabilityBin(double From, double To, int Count, double? MeanScore, double? Precision);

/// <summary>How predictions are counted.</summary>
internal sealed record BenchmarkSettings
{
    /// <summary>IoU from which a prediction has found an object.</summary>
    public double Iou { get; init; } = 0.5;

    /// <summary>Other thresholds for some classes, by name.</summary>
    public IReadOnlyDictionary<string, double> ClassIou { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The threshold of confidence; null for the one with the best F1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Predictions per image and class that count, those with the best scores. As in the reference a limit below 10 acts as 10.</summary>
    public int MaxDetections { get; init; } = 100;

    /// <summary>The limit that acts.</summary>
    public int EffectiveMaxDetections => Math.Max(10, MaxDetections);

    /// <summary>Says what is out of its limits.</summary>
    /// <exception cref="BenchmarkException">A threshold is none of COCO's ten, a class is unknown, or a number is out of range.</exception>
    public void Check(IReadOnlyList<string> classes)
    {
        CheckIou(Iou, "The IoU threshold");
        foreach (var (name, iou) in ClassIou)
        {
            CheckIou(iou, $"The IoU threshold of '{name}'");
            if (!classes.Contains(name)) throw new BenchmarkException($"There is no class '{name}' to give an IoU threshold to.", hint: $"The classes are: {string.Join(", ", classes)}.");
        }

        if (Confidence is not (null or (>= 0 and <= 1)))
            throw new BenchmarkException(FormattableString.Invariant($"The threshold of confidence is {Confidence}; expected a number from 0 to 1, or auto."));
        if (MaxDetections < 1) throw new BenchmarkException(FormattableString.Invariant($"The limit of predictions per image is {MaxDetections}; expected at least 1."));
    }

    private static void CheckIou(double iou, string what)
    {
        if (ClassThresholds.PlaceOf(iou) < 0)
            throw new BenchmarkException(FormattableString.Invariant($"{what} is {iou}; expected one of 0.5, 0.55, 0.6 … 0.95."));
    }
}

/// <summary>Semantic segmentation by pixels: per class, background last. Filled by <see cref="SemanticBenchmark"/>.</summary>
internal sealed record SemanticFigures
{
    /// <summary>Pixels [true class, predicted class], background last, then pixels without a class.</summary>
    public required long[,] Pixels { get; init; }

    /// <summary>Per class the figures by their names in the reference: IoU, precision, recall, F1, boundary IoU, shares of boundary, extent and segment errors.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, double?>> PerClass { get; init; }

    /// <summary>Per image the same figures, for the order "worst first".</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, double?>> PerImage { get; init; }

    /// <summary>Indexes of the classes, the one with the best IoU first.</summary>
    public IReadOnlyList<int> ErrorOrder { get; init; } = [];

    /// <summary>The cells of <see cref="Pixels"/> that are not empty, with their images.</summary>
    public IReadOnlyList<SemanticCell> Cells { get; init; } = [];
}

/// <summary>Where pixels of a class were predicted as another, or as the same.</summary>
/// <param name="True">Index of the true class.</param>
/// <param name="Predicted">Index of the predicted class.</param>
/// <param name="Images">Indexes of the images that have such pixels.</param>
internal sealed record SemanticCell(int True, int Predicted, IReadOnlyList<int> Images);
