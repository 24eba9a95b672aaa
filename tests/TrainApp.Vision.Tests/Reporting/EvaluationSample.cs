using SkiaSharp;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Tests.Reporting;

/// <summary>Evaluations that look like real ones: some objects found, some missed, some taken for others, some invented.</summary>
internal sealed class EvaluationSample
{
    private static readonly string[] s_names = ["lemon", "kiwi", "orange", "leaf", "branch", "defect", "flower", "<b>bold</b> & \"quoted\"", "Zitrone Größe", "بذرة"];

    private readonly Random _random;
    private readonly List<EvaluatedObject> _truth = [], _predictions = [];
    private readonly List<Match> _matches = [];
    private readonly int _classes;

    private EvaluationSample(int classes, int seed) => (_classes, _random) = (classes, new Random(seed));

    /// <summary>An object detector's evaluation.</summary>
    /// <param name="images">How many images.</param>
    /// <param name="classes">How many classes; the last one has no object.</param>
    /// <param name="objects">How many objects an image has on average.</param>
    /// <param name="folder">Where pictures are drawn; null for images without files.</param>
    /// <param name="seed">Another one gives another model on the same images.</param>
    /// <param name="withMasks">Whether objects have outlines.</param>
    public static EvaluationResult Detection(int images, int classes, int objects = 5, string? folder = null, int seed = 1, bool withMasks = false)
    {
        var sample = new EvaluationSample(classes, seed);
        var scene = new Random(7);
        List<EvaluatedImage> all = [];
        for (var image = 0; image < images; image++)
        {
            var (width, height) = (scene.Next(2) == 0 ? 800 : 600, scene.Next(2) == 0 ? 600 : 420);
            var first = sample._truth.Count;
            for (var i = scene.Next(0, 2 * objects); i >= 0; i--)
            {
                var kind = Math.Min((int)(Math.Pow(scene.NextDouble(), 1.6) * classes), Math.Max(0, classes - 2));
                var (w, h) = (scene.Next(6, 190), scene.Next(6, 170));
                var box = Box(scene.Next(0, width - w), scene.Next(0, height - h), w, h);
                sample._truth.Add(new EvaluatedObject(image, kind, box, 1, withMasks ? Blob(box, 0) : null));
            }

            sample.Predict(image, first, width, height, withMasks);
            var path = folder is null ? null : Draw(folder, image, width, height, sample._truth.Skip(first));
            all.Add(new EvaluatedImage($"ds1/image {image:0000}.jpg", path, width, height));
        }

        return sample.Result(all);
    }

    private static Box Box(float left, float top, float width, float height) => new(left, top, left + width, top + height);

    private static PolygonGeometry Blob(Box box, double turn) => new(
        [.. Enumerable.Range(0, 24).Select(i => new PixelPoint(
            (int)(box.CenterX + (box.Width / 2 * Math.Cos((i * Math.PI / 12) + turn))),
            (int)(box.CenterY + (box.Height / 2 * Math.Sin(i * Math.PI / 12)))))],
        []);

    private static string Draw(string folder, int image, int width, int height, IEnumerable<EvaluatedObject> objects)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{image}.png");
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColor.FromHsl((image * 37) % 360, 18, 32));
        foreach (var one in objects)
        {
            using var paint = new SKPaint { Color = SKColor.FromHsl((one.Class * 57) + 30, 55, 52), IsAntialias = true };
            surface.Canvas.DrawOval(new SKRect(one.Box.Left, one.Box.Top, one.Box.Right, one.Box.Bottom), paint);
        }

        using var data = surface.Snapshot().Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }

    private void Predict(int image, int first, int width, int height, bool withMasks)
    {
        for (var truth = first; truth < _truth.Count; truth++)
        {
            var one = _truth[truth];
            var luck = _random.NextDouble();
            if (luck < 0.16)
            {
                _matches.Add(new Match(MatchKind.FalseNegative, image, one.Class, null, truth, null, null, false));
                continue;
            }

            var jitter = 0.12f * (float)_random.NextDouble();
            var box = Box(one.Box.Left + (one.Box.Width * jitter), one.Box.Top, one.Box.Width, one.Box.Height * (1 + jitter));
            var isConfused = luck < 0.24 && _classes > 1;
            var seen = isConfused ? (one.Class + 1) % _classes : one.Class;
            var score = Score(isConfused ? 0.75 : 1);
            _predictions.Add(new EvaluatedObject(image, seen, box, score, withMasks ? Blob(box, 0.1) : null));
            var iou = box.Overlap(one.Box);
            if (!isConfused)
            {
                _matches.Add(new Match(MatchKind.TruePositive, image, seen, _predictions.Count - 1, truth, score, iou, false));
                continue;
            }

            _matches.Add(new Match(MatchKind.FalsePositive, image, seen, _predictions.Count - 1, truth, score, iou, true));
            _matches.Add(new Match(MatchKind.FalseNegative, image, one.Class, null, truth, null, null, false));
        }

        for (var i = _random.Next(0, 3); i > 0; i--)
        {
            var (w, h) = (_random.Next(10, 120), _random.Next(10, 120));
            var box = Box(_random.Next(0, width - w), _random.Next(0, height - h), w, h);
            var (kind, score) = (_random.Next(_classes), Score(0.5));
            _predictions.Add(new EvaluatedObject(image, kind, box, score, withMasks ? Blob(box, 0) : null));
            _matches.Add(new Match(MatchKind.FalsePositive, image, kind, _predictions.Count - 1, null, score, null, false));
        }
    }

    private double Score(double most) => Math.Round(Math.Pow(_random.NextDouble(), 0.6) * most, 3);

    private EvaluationResult Result(List<EvaluatedImage> images)
    {
        const double confidence = 0.35;
        string[] names = [.. Enumerable.Range(0, _classes).Select(i => i < s_names.Length ? s_names[i] : $"class {i}")];
        var confusion = new long[_classes + 1, _classes + 1];
        foreach (var match in _matches)
        {
            if (Cell(match, confidence) is var (predicted, truly)) confusion[predicted, truly]++;
        }

        var found = _matches.Where(match => match.Kind != MatchKind.FalseNegative).ToList();
        var perClass = names.Select((name, index) => Figures(name, index, confusion)).ToList();
        var mean = perClass.Where(one => one.Ap is not null).Average(one => one.Ap);
        return new EvaluationResult
        {
            TaskType = "object detection",
            Settings = new BenchmarkSettings(),
            Classes = names,
            Images = images,
            Truth = _truth,
            Predictions = _predictions,
            Metrics = new Dictionary<string, double?>
            {
                ["mAP"] = mean, ["AP50"] = mean * 1.3, ["AP75"] = mean * 1.1, ["f1"] = 0.71, ["precision"] = 0.78, ["recall"] = 0.66, ["iou"] = 0.88, ["classification_accuracy"] = 0.92,
                ["calibration_score"] = 0.93, ["f1_optimal_conf"] = confidence, ["expected_calibration_error"] = 0.07, ["maximum_calibration_error"] = 0.21,
            },
            PerClass = perClass,
            Confidence = confidence,
            Matches = _matches,
            Confusion = confusion,
            PrecisionRecall = [.. Enumerable.Range(0, 10).Select(t => Curve(0.95 - (t * 0.06)))],
            ScoreProfile = [.. found.Select(match => match.Score!.Value).OrderDescending().Select(score => new ScorePoint(score, 1 - (0.6 * (1 - score)), 1 - (score * score), 2 * score * (1 - (score * 0.8))))],
            Reliability = [.. Enumerable.Range(0, 10).Select(i => Bin(found, i / 10d, (i + 1) / 10d))],
        };
    }

    /// <summary>The cell of the confusion matrix in which a match counts.</summary>
    public (int Predicted, int Truly)? Cell(Match match, double confidence) => CellOf(match, _truth, _classes, confidence);

    /// <summary>The cell of the confusion matrix in which a match counts.</summary>
    public static (int Predicted, int Truly)? CellOf(Match match, IReadOnlyList<EvaluatedObject> truth, int none, double confidence) => match.Kind switch
    {
        MatchKind.FalseNegative => (none, match.Class),
        MatchKind.TruePositive => match.Score >= confidence ? (match.Class, match.Class) : (none, match.Class),
        _ when match.Score < confidence => null,
        _ => (match.Class, match.Misclassified ? match.TrueClass ?? truth[match.Truth!.Value].Class : none),
    };

    private ClassFigures Figures(string name, int index, long[,] confusion)
    {
        var objects = _truth.Where(one => one.Class == index).ToList();
        long found = confusion[index, index], wrong = Enumerable.Range(0, _classes + 1).Sum(j => j == index ? 0 : confusion[index, j]), missed = confusion[_classes, index];
        var quality = 0.9 - (0.07 * (index % 9));
        return new ClassFigures
        {
            Name = name, Objects = objects.Count, Images = objects.Select(one => one.Image).Distinct().Count(),
            Ap = objects.Count > 0 ? quality * 0.7 : null, Ap50 = objects.Count > 0 ? quality : null, Ap75 = objects.Count > 0 ? quality * 0.8 : null,
            Precision = found + wrong > 0 ? (double)found / (found + wrong) : null, Recall = objects.Count > 0 ? (double)found / objects.Count : null, F1 = objects.Count > 0 ? 0.6 : null, MeanIou = found > 0 ? 0.87 : null,
            TruePositives = (int)found, FalsePositives = (int)wrong, FalseNegatives = (int)missed,
            PrecisionRecall = objects.Count > 0 ? Curve(quality) : [],
        };
    }

    private static double[] Curve(double reach) => [.. Enumerable.Range(0, 101).Select(i => i / 100d > reach ? 0 : Math.Pow(1 - (i / 100d / Math.Max(reach, 0.01)), 0.25))];

    private static ReliabilityBin Bin(List<Match> found, double from, double to)
    {
        var own = found.Where(match => match.Score > from && match.Score <= to).ToList();
        return own.Count == 0 ? new ReliabilityBin(from, to, 0, null, null)
            : new ReliabilityBin(from, to, own.Count, own.Average(match => match.Score), (double)own.Count(match => match.Kind == MatchKind.TruePositive) / own.Count);
    }

    /// <summary>An evaluation of semantic segmentation.</summary>
    public static EvaluationResult Semantic(int images, string? folder = null)
    {
        var objects = Detection(images, 5, 4, folder, withMasks: true);
        var random = new Random(3);
        string[] names = [.. objects.Classes.SkipLast(1), "background"];
        Dictionary<string, double?> Row(double iou) => new()
        {
            ["IoU"] = iou, ["precision"] = iou * 1.1, ["recall"] = iou * 1.05, ["F1_score"] = iou * 1.07, ["boundary_IoU"] = iou * 0.4,
            ["E_boundary_oU"] = (1 - iou) * 0.2, ["E_extent_oU"] = (1 - iou) * 0.3, ["E_segment_oU"] = (1 - iou) * 0.5,
        };
        var pixels = new long[names.Length + 1, names.Length + 1];
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = 0; j < names.Length; j++) pixels[i, j] = i == j ? random.Next(50_000, 900_000) : random.Next(3) == 0 ? 0 : random.Next(10, 40_000);
        }

        return objects with
        {
            TaskType = "semantic segmentation",
            Classes = names,
            PerClass = [.. objects.PerClass.Select((one, k) => one with { Name = names[k] })],
            Truth = [.. objects.Truth.Where(one => one.Class < names.Length - 1)],
            Predictions = [.. objects.Predictions.Where(one => one.Class < names.Length - 1)],
            Matches = [],
            Confusion = new long[names.Length + 1, names.Length + 1],
            PrecisionRecall = [], ScoreProfile = [], Reliability = [],
            Metrics = new Dictionary<string, double?> { ["mIoU"] = 0.61, ["mPrecision"] = 0.7, ["mRecall"] = 0.69, ["mF1_score"] = 0.72, ["PixelAcc"] = 0.93, ["mBoundaryIoU"] = 0.31, ["mE_boundary_oU"] = 0.05, ["mE_extent_oU"] = 0.12, ["mE_segment_oU"] = 0.22 },
            Semantic = new SemanticFigures
            {
                Pixels = pixels,
                PerClass = [.. Enumerable.Range(0, names.Length).Select(i => Row(0.9 - (0.12 * i)))],
                PerImage = [.. Enumerable.Range(0, images).Select(_ => new Dictionary<string, double?> { ["pixel_acc"] = 0.9, ["iou"] = random.NextDouble() })],
                Cells = [.. from i in Enumerable.Range(0, names.Length) from j in Enumerable.Range(0, names.Length) where pixels[i, j] > 0 select new SemanticCell(i, j, [.. Enumerable.Range(0, images).Where(image => image == 0 || random.Next(2) == 0)])],
            },
        };
    }
}
