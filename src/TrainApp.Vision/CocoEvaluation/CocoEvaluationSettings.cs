namespace TrainApp;

/// <summary>What is compared.</summary>
public enum CocoSimilarity
{
    /// <summary>Boxes, by intersection over union.</summary>
    Boxes,

    /// <summary>Masks, by intersection over union.</summary>
    Masks,

    /// <summary>Keypoints, by object keypoint similarity.</summary>
    Keypoints,
}

/// <summary>A range of areas in square pixels; both ends belong to it.</summary>
/// <param name="Name">What figures call it, such as <c>small</c>.</param>
/// <param name="Low">The smallest area.</param>
/// <param name="High">The largest area.</param>
public readonly record struct CocoAreaRange(string Name, double Low, double High)
{
    /// <summary>Whether an area lies in the range.</summary>
    public bool Contains(double area) => area >= Low && area <= High;
}

/// <summary>The parameters of an evaluation; <see cref="For"/> gives those of the COCO challenge.</summary>
public sealed record CocoEvaluationSettings
{
    /// <summary>What COCO adds to denominators so that none is zero: the distance from 1 to the next number.</summary>
    internal const double Tiny = 2.220446049250313e-16;

    private static readonly CocoAreaRange All = new("all", 0, 1e10);
    private static readonly CocoAreaRange Small = new("small", 0, 32 * 32);
    private static readonly CocoAreaRange Medium = new("medium", 32 * 32, 96 * 96);
    private static readonly CocoAreaRange Large = new("large", 96 * 96, 1e10);

    private static readonly double[] PersonSigmas =
        [.26, .25, .25, .35, .35, .79, .79, .72, .72, .62, .62, 1.07, 1.07, .87, .87, .89, .89];

    /// <summary>What is compared.</summary>
    public required CocoSimilarity Similarity { get; init; }

    /// <summary>The similarities from which on two match, ascending; at most 32, and at most 64 times area ranges.</summary>
    public required double[] Thresholds { get; init; }

    /// <summary>The recalls at which precision is read, ascending.</summary>
    public required double[] RecallPoints { get; init; }

    /// <summary>The ranges of areas; the first is the one that the main figures are for.</summary>
    public required CocoAreaRange[] Areas { get; init; }

    /// <summary>How many detections of a category count in an image, best score first; ascending.</summary>
    public required int[] MaxDetections { get; init; }

    /// <summary>How far people's marks of each keypoint lie apart, as a part of the root of the area.</summary>
    public double[] Sigmas { get; init; } = [];

    /// <summary>
    /// Whether a detection matches its own category alone; otherwise (<c>useCats=0</c>) all categories are one, whose id is
    /// <see cref="CocoEvaluator.AllCategories"/>. For keypoints pycocotools then matches nothing; here they match.
    /// </summary>
    public bool PerCategory { get; init; } = true;

    /// <summary>How many threads work; the result does not depend on it.</summary>
    public int DegreeOfParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>The parameters of the COCO challenge.</summary>
    public static CocoEvaluationSettings For(CocoSimilarity similarity) => new()
    {
        Similarity = similarity,
        Thresholds = Evenly(0.5, 0.95, 10),
        RecallPoints = Evenly(0, 1, 101),
        Areas = similarity == CocoSimilarity.Keypoints ? [All, Medium, Large] : [All, Small, Medium, Large],
        MaxDetections = similarity == CocoSimilarity.Keypoints ? [20] : [1, 10, 100],
        Sigmas = [.. PersonSigmas.Select(sigma => sigma / 10)],
    };

    /// <summary>Numbers at equal distances, rounded as numpy's linspace rounds them: overlaps may lie exactly on a threshold.</summary>
    internal static double[] Evenly(double first, double last, int count)
    {
        var step = (last - first) / (count - 1);
        var numbers = new double[count];
        for (var i = 0; i < count - 1; i++) numbers[i] = (i * step) + first;
        numbers[^1] = last;
        return numbers;
    }
}
