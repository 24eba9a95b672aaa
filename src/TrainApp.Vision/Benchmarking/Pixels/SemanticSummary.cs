namespace TrainApp.Vision.Benchmarking.Pixels;

/// <summary>The figures of the result, of the pixels of all images.</summary>
internal sealed class SemanticSummary
{
    private const int MostPairs = 20;

    private readonly IReadOnlyList<string> _classes;
    private readonly ImagePixels[] _images;
    private readonly PixelCounts[] _counts;
    private readonly IReadOnlyDictionary<string, double?>[] _figures;
    private readonly long[,] _pixels;

    public SemanticSummary(IReadOnlyList<string> classes, ImagePixels[] images)
    {
        (_classes, _images) = (classes, images);
        _counts = [.. Enumerable.Range(0, classes.Count).Select(k => images.Aggregate(new PixelCounts(), (sum, image) => sum + image.Classes[k]))];
        _figures = [.. _counts.Select(counts => counts.Figures())];
        _pixels = Sum(images, classes.Count + 1);
    }

    /// <summary>Whether no pixel of any class but the background is true.</summary>
    public bool IsWithoutTruth => _counts.SkipLast(1).All(counts => counts.TruePositive + counts.FalseNegative == 0);

    /// <summary>Means over the classes, the background among them, by their names in the reference; classes without a value are left out.</summary>
    public Dictionary<string, double?> Metrics()
    {
        string[] means =
        [
            "IoU", "E_boundary_oU", "FP_boundary_oU", "FN_boundary_oU", "E_boundary_oU_renormed", "E_extent_oU", "FP_extent_oU", "FN_extent_oU", "E_extent_oU_renormed",
            "E_segment_oU", "FP_segment_oU", "FN_segment_oU", "E_segment_oU_renormed",
        ];
        var metrics = means.ToDictionary(name => "m" + name, name => MeanOf(_figures, name), StringComparer.Ordinal);
        metrics["mPrecision"] = MeanOf(_figures, "precision");
        metrics["mRecall"] = MeanOf(_figures, "recall");
        metrics["mF1_score"] = MeanOf(_figures, "F1_score");
        metrics["PixelAcc"] = PixelAccuracy(_counts);
        metrics["mBoundaryIoU"] = MeanOf(_figures, "boundary_IoU");
        // A class that is missed wholly counts as 0 here; the mean above leaves it out.
        metrics["mF1_all_classes"] = _figures.Where((_, k) => HasTruth(k)).Average(figures => figures["F1_score"] ?? 0);
        return metrics;
    }

    public IReadOnlyList<ClassFigures> PerClass() => [.. _classes.Select((name, k) => new ClassFigures
    {
        Name = name,
        Objects = 0,
        Images = _images.Count(image => image.Classes[k].TruePositive + image.Classes[k].FalseNegative > 0),
        Precision = _figures[k]["precision"],
        Recall = _figures[k]["recall"],
        F1 = _figures[k]["F1_score"],
        MeanIou = _figures[k]["IoU"],
    })];

    /// <summary>Pixels [predicted, true]; the last row and column stand for pixels without a class.</summary>
    public long[,] Confusion()
    {
        var size = _classes.Count + 1;
        var confusion = new long[size, size];
        for (var k = 0; k < size; k++)
        {
            for (var other = 0; other < size; other++) confusion[other, k] = _pixels[k, other];
        }

        return confusion;
    }

    /// <summary>By the share of the true class's pixels. The reference lists those with the least share once there are more than 20.</summary>
    public IReadOnlyList<ConfusedPair> ConfusedPairs()
    {
        var pairs =
            from k in Enumerable.Range(0, _classes.Count)
            from other in Enumerable.Range(0, _classes.Count)
            where other != k && _pixels[k, other] > 0
            select new ConfusedPair(k, other, _pixels[k, other], (double)_pixels[k, other] / (_counts[k].TruePositive + _counts[k].FalseNegative));
        return [.. pairs.OrderByDescending(pair => pair.Share).ThenByDescending(pair => pair.Count).Take(MostPairs)];
    }

    public SemanticFigures Semantic() => new()
    {
        Pixels = _pixels,
        PerClass = _figures,
        PerImage = [.. _images.Select(OfImage)],
        ErrorOrder = [.. Enumerable.Range(0, _classes.Count).OrderByDescending(k => _figures[k]["IoU"] ?? 0)],
        Cells =
        [
            .. from item in _images.Index()
               from cell in item.Item.Cells
               where cell.True < _classes.Count && cell.Predicted < _classes.Count
               group item.Index by (cell.True, cell.Predicted) into images
               orderby images.Key
               select new SemanticCell(images.Key.True, images.Key.Predicted, [.. images]),
        ],
    };

    private static Dictionary<string, double?> OfImage(ImagePixels image)
    {
        var figures = image.Classes.Select(counts => counts.Figures()).ToList();
        return new(StringComparer.Ordinal)
        {
            ["pixel_acc"] = PixelAccuracy(image.Classes),
            ["precision"] = MeanOf(figures, "precision"),
            ["recall"] = MeanOf(figures, "recall"),
            ["f1_score"] = MeanOf(figures, "F1_score"),
            ["iou"] = MeanOf(figures, "IoU"),
            ["boundary_iou"] = MeanOf(figures, "boundary_IoU"),
            ["boundary_eou"] = MeanOf(figures, "E_boundary_oU"),
            ["extent_eou"] = MeanOf(figures, "E_extent_oU"),
            ["segment_eou"] = MeanOf(figures, "E_segment_oU"),
            ["boundary_eou_renormed"] = MeanOf(figures, "E_boundary_oU_renormed"),
            ["extent_eou_renormed"] = MeanOf(figures, "E_extent_oU_renormed"),
            ["segment_eou_renormed"] = MeanOf(figures, "E_segment_oU_renormed"),
        };
    }

    private static double? MeanOf(IEnumerable<IReadOnlyDictionary<string, double?>> figures, string name) => figures.Average(ofClass => ofClass[name]);

    private static double? PixelAccuracy(PixelCounts[] counts)
    {
        var all = counts.Sum(ofClass => ofClass.TruePositive + ofClass.FalseNegative);
        return all == 0 ? null : (double)counts.Sum(ofClass => ofClass.TruePositive) / all;
    }

    private bool HasTruth(int classIndex) => _counts[classIndex].TruePositive + _counts[classIndex].FalseNegative > 0;

    private static long[,] Sum(ImagePixels[] images, int size)
    {
        var sum = new long[size, size];
        foreach (var image in images)
        {
            foreach (var cell in image.Cells) sum[cell.True, cell.Predicted] += cell.Count;
        }

        return sum;
    }
}
