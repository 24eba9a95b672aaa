namespace TrainApp.Vision.CocoEvaluation.Ordering;

/// <summary>The annotations and the detections of one category in one image, as ranges of <see cref="EvaluationOrder"/>.</summary>
internal readonly record struct Block(int Category, int Image, int TruthStart, int TruthEnd, int Start, int End);

/// <summary>
/// Annotations and detections grouped by category and image, sorted once. A detection has a position in the order of the
/// blocks and a <em>place</em> in the order of the curves: by category, best score first, equal scores by image, then as in the file.
/// </summary>
internal sealed class EvaluationOrder
{
    private readonly int[] _truthImages, _detectionImages;

    private EvaluationOrder(IdTable images, IdTable? categories, int[] truthImages, int[] detectionImages, Groups truths, Groups detections)
    {
        (Images, Categories, _truthImages, _detectionImages) = (images, categories, truthImages, detectionImages);
        (Truths, TruthStarts, Detections, DetectionStarts) = (truths.Items, truths.Starts, new int[detections.Items.Length], detections.Starts);
        (Places, Ranks, Scores) = (new int[Detections.Length], new int[Detections.Length], new double[Detections.Length]);
        CategoryIds = categories is null ? [CocoEvaluator.AllCategories] : categories.Ids.ToArray();
    }

    public IdTable Images { get; }

    /// <summary>The ids of the categories, ascending; the one that stands for all where they are not told apart.</summary>
    public long[] CategoryIds { get; }

    /// <summary>The annotations by category and image, then as in the file.</summary>
    public int[] Truths { get; }

    /// <summary>Where each category starts in <see cref="Truths"/>, and the end.</summary>
    public int[] TruthStarts { get; }

    /// <summary>Where each category starts in <see cref="Detections"/>, and the end.</summary>
    public int[] DetectionStarts { get; }

    /// <summary>The detections by category and image, best score first, equal scores as in the file: the order of the blocks.</summary>
    public int[] Detections { get; }

    /// <summary>The place of each element of <see cref="Detections"/>.</summary>
    public int[] Places { get; }

    /// <summary>How many detections of the same category in the same image come before the one at a place.</summary>
    public int[] Ranks { get; }

    /// <summary>The score of the detection at each place.</summary>
    public double[] Scores { get; }

    /// <summary>The blocks with annotations and detections, the only ones in which something can match.</summary>
    public Block[] Blocks { get; private set; } = [];

    /// <summary>The categories; null where they are not told apart.</summary>
    private IdTable? Categories { get; }

    /// <exception cref="ArgumentException">A detection is in an unknown image.</exception>
    public static EvaluationOrder Create(CocoGroundTruth truth, CocoDetections detections, bool perCategory, ParallelOptions options)
    {
        var images = new IdTable(truth.Images.Ids);
        var categories = new IdTable(truth.Categories.Ids);
        var truthImages = PlacesOf(truth.ImageIds, images);
        var detectionImages = PlacesOf(detections.ImageIds, images);
        if (Array.IndexOf(detectionImages, -1) is int stray and >= 0)
            throw new ArgumentException($"Detection {stray} is in image {detections.ImageIds[stray]}, which is not one of the images.", nameof(detections));

        var truths = Groups.Of(truthImages, images.Count, PlacesOf(truth.CategoryIds, categories), categories.Count, perCategory);
        var found = Groups.Of(detectionImages, images.Count, PlacesOf(detections.CategoryIds, categories), categories.Count, perCategory);
        var order = new EvaluationOrder(images, perCategory ? categories : null, truthImages, detectionImages, truths, found);
        var blocks = new List<Block>[order.CategoryIds.Length];
        Parallel.For(0, blocks.Length, options, () => new ScoreSort(), (category, _, sort) =>
        {
            order.RankCategory(category, found.Items, detections.Scores, sort);
            blocks[category] = [.. order.BlocksOf(category).Where(block => block.TruthStart < block.TruthEnd && block.Start < block.End)];
            return sort;
        }, _ => { });
        order.Blocks = [.. blocks.SelectMany(list => list)];
        return order;
    }

    /// <summary>The index of a category, or -1; the only one where they are not told apart.</summary>
    public int CategoryIndexOf(long id) => Categories is null ? 0 : Categories.IndexOf(id);

    /// <summary>All blocks, those with annotations or detections alone included.</summary>
    public IEnumerable<Block> AllBlocks() => Enumerable.Range(0, CategoryIds.Length).SelectMany(BlocksOf);

    /// <summary>The block of a category and an image; null if there is nothing in it.</summary>
    public Block? BlockOf(int category, int image)
    {
        foreach (var block in BlocksOf(category))
        {
            if (block.Image == image) return block;
        }

        return null;
    }

    private static int[] PlacesOf(long[] ids, IdTable table)
    {
        var places = new int[ids.Length];
        for (var i = 0; i < ids.Length; i++) places[i] = table.IndexOf(ids[i]);
        return places;
    }

    private void RankCategory(int category, int[] byImage, double[] scores, ScoreSort sort)
    {
        int start = DetectionStarts[category], end = DetectionStarts[category + 1];
        ReadOnlySpan<int> own = byImage.AsSpan(start, end - start);
        var ordered = sort.Order(own.Length, new ScoresOf(scores, byImage, start));

        // Where each detection's image starts, and how many of the image's detections have got their rank.
        int[] starts = new int[own.Length], ranked = new int[own.Length];
        for (var i = 1; i < own.Length; i++) starts[i] = _detectionImages[own[i]] == _detectionImages[own[i - 1]] ? starts[i - 1] : i;
        for (var i = 0; i < ordered.Length; i++)
        {
            int item = ordered[i], place = start + i;
            var rank = ranked[starts[item]]++;
            var position = start + starts[item] + rank;
            (Detections[position], Places[position]) = (own[item], place);
            (Ranks[place], Scores[place]) = (rank, scores[own[item]]);
        }
    }

    private IEnumerable<Block> BlocksOf(int category)
    {
        int g = TruthStarts[category], truthEnd = TruthStarts[category + 1];
        int d = DetectionStarts[category], detectionEnd = DetectionStarts[category + 1];
        while (g < truthEnd || d < detectionEnd)
        {
            var truthImage = g < truthEnd ? _truthImages[Truths[g]] : int.MaxValue;
            var image = d < detectionEnd ? Math.Min(truthImage, _detectionImages[Detections[d]]) : truthImage;
            int truthStart = g, detectionStart = d;
            while (g < truthEnd && _truthImages[Truths[g]] == image) g++;
            while (d < detectionEnd && _detectionImages[Detections[d]] == image) d++;
            yield return new Block(category, image, truthStart, g, detectionStart, d);
        }
    }

    private readonly struct ScoresOf(double[] scores, int[] items, int start) : IScores
    {
        public double this[int place] => scores[items[start + place]];
    }
}
