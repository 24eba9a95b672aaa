namespace TrainApp;

/// <summary>Average precision of a detector; a figure is null where nothing could be counted.</summary>
/// <param name="Map">Mean over the classes that occur and the overlaps 0.5, 0.55 … 0.95.</param>
/// <param name="Ap50">Mean over the classes that occur, at overlap 0.5.</param>
/// <param name="Classes">The figures per class.</param>
public sealed record DetectionScores(double? Map, double? Ap50, IReadOnlyList<ClassScores> Classes);

/// <summary>Average precision of one class; null when it has no object.</summary>
public sealed record ClassScores(double? Map, double? Ap50);

/// <summary>
/// Average precision by COCO's rules, without crowds: per class and overlap, the 100 best detections of each image are
/// matched, best score first, to the free object that they overlap most; precision is read at 101 recalls.
/// </summary>
public static class DetectionEvaluator
{
    private const int MostDetections = 100;
    private static readonly double[] Overlaps = [.. Enumerable.Range(0, 10).Select(i => 0.5 + (0.05 * i))];

    /// <summary>Scores the detections of a list of images.</summary>
    /// <param name="truth">The objects of each image.</param>
    /// <param name="found">The detections of each image, in the same order.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static DetectionScores Evaluate(
        IReadOnlyList<IReadOnlyList<LabeledBox>> truth, IReadOnlyList<IReadOnlyList<Detection>> found, int classCount)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        if (truth.Count != found.Count)
            throw new ArgumentException($"There are objects of {truth.Count} images and detections of {found.Count}.", nameof(found));

        var classes = new ClassScores[classCount];
        for (var kind = 0; kind < classCount; kind++) classes[kind] = ScoreClass(truth, found, kind);
        return new DetectionScores(classes.Average(item => item.Map), classes.Average(item => item.Ap50), classes);
    }

    private static ClassScores ScoreClass(
        IReadOnlyList<IReadOnlyList<LabeledBox>> truth, IReadOnlyList<IReadOnlyList<Detection>> found, int kind)
    {
        var objects = 0;
        var scores = new List<float>();
        var hits = Overlaps.Select(_ => new List<bool>()).ToArray();
        for (var image = 0; image < truth.Count; image++)
        {
            var boxes = truth[image].Where(item => item.Class == kind).Select(item => item.Box).ToArray();
            var candidates = found[image].Where(item => item.Class == kind).OrderByDescending(item => item.Score).Take(MostDetections).ToArray();
            objects += boxes.Length;
            scores.AddRange(candidates.Select(item => item.Score));
            var overlaps = candidates.Select(item => boxes.Select(box => Overlap(item.Box, box)).ToArray()).ToArray();
            for (var i = 0; i < Overlaps.Length; i++) hits[i].AddRange(Match(overlaps, boxes.Length, Overlaps[i]));
        }

        if (objects == 0) return new ClassScores(null, null);
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).ToArray();
        var precision = hits.Select(list => AveragePrecision(order.Select(i => list[i]), objects)).ToArray();
        return new ClassScores(precision.Average(), precision[0]);
    }

    /// <summary>In doubles: an overlap that equals its threshold must not depend on rounding.</summary>
    private static double Overlap(Box a, Box b)
    {
        var width = Math.Min((double)a.Right, b.Right) - Math.Max((double)a.Left, b.Left);
        var height = Math.Min((double)a.Bottom, b.Bottom) - Math.Max((double)a.Top, b.Top);
        if (!(width > 0 && height > 0)) return 0;
        var shared = width * height;
        return shared / (Area(a) + Area(b) - shared);

        static double Area(Box box) => ((double)box.Right - box.Left) * ((double)box.Bottom - box.Top);
    }

    /// <summary>Of objects that a detection overlaps equally, the later one is taken.</summary>
    private static IEnumerable<bool> Match(double[][] overlaps, int objects, double threshold)
    {
        var taken = new bool[objects];
        foreach (var row in overlaps)
        {
            var best = -1;
            var least = Math.Min(threshold, 1 - 1e-10);
            for (var i = 0; i < objects; i++)
            {
                if (!taken[i] && row[i] >= least) (best, least) = (i, row[i]);
            }

            if (best >= 0) taken[best] = true;
            yield return best >= 0;
        }
    }

    /// <summary>The mean, over the recalls 0, 0.01 … 1, of the best precision at that recall or a higher one.</summary>
    private static double AveragePrecision(IEnumerable<bool> hits, int objects)
    {
        var precision = new List<double>();
        var recall = new List<double>();
        var right = 0;
        foreach (var hit in hits)
        {
            if (hit) right++;
            precision.Add((double)right / (precision.Count + 1));
            recall.Add((double)right / objects);
        }

        for (var i = precision.Count - 2; i >= 0; i--) precision[i] = Math.Max(precision[i], precision[i + 1]);

        double sum = 0;
        var at = 0;
        for (var step = 0; step <= 100; step++)
        {
            // Multiplied, not divided by 100: the grid must equal COCO's to the last digit.
            while (at < recall.Count && recall[at] < step * 0.01) at++;
            if (at < recall.Count) sum += precision[at];
        }

        return sum / 101;
    }
}
