namespace TrainApp.Torch.Tests.QuickstartApp;

/// <summary>
/// What colour alone can find: a histogram of the colours of each class, learnt on the training images, says how likely a
/// pixel belongs to a fruit; connected likely pixels are a detection, scored by how likely they are on average.
/// </summary>
internal sealed class ColourThreshold
{
    private const int Bins = 16 * 16 * 16;
    private const int LeastPixels = 30;
    private readonly float[][] _chances;
    private readonly float _threshold;

    private ColourThreshold(float[][] chances, float threshold) => (_chances, _threshold) = (chances, threshold);

    /// <summary>Takes the threshold that scores best on the training images themselves.</summary>
    public static ColourThreshold Learn(IReadOnlyList<ImageFrame> images, IReadOnlyList<IReadOnlyList<LabeledBox>> truth, int classes)
    {
        var chances = new float[classes][];
        var all = new int[Bins];
        foreach (var image in images) Count(image, [new Box(0, 0, image.Width, image.Height)], all);
        for (var kind = 0; kind < classes; kind++)
        {
            var inside = new int[Bins];
            for (var i = 0; i < images.Count; i++)
                Count(images[i], truth[i].Where(label => label.Class == kind).Select(label => Middle(label.Box)), inside);
            chances[kind] = [.. inside.Select((count, bin) => count / (all[bin] + 8f))];
        }

        return new[] { 0.05f, 0.1f, 0.15f, 0.2f, 0.3f, 0.4f }
            .Select(threshold => new ColourThreshold(chances, threshold))
            .MaxBy(candidate => DetectionEvaluator.Evaluate(truth, [.. images.Select(candidate.Detect)], classes).Ap50)!;
    }

    public IReadOnlyList<Detection> Detect(ImageFrame image)
    {
        var found = new List<Detection>();
        for (var kind = 0; kind < _chances.Length; kind++) found.AddRange(Regions(image, kind));
        return found;
    }

    private static int BinOf(ReadOnlySpan<byte> pixel) => (pixel[0] >> 4 << 8) | (pixel[1] >> 4 << 4) | (pixel[2] >> 4);

    /// <summary>A box's corners show the ground behind a round fruit.</summary>
    private static Box Middle(Box box) => new(
        box.Left + (box.Width * 0.15f), box.Top + (box.Height * 0.15f), box.Right - (box.Width * 0.15f), box.Bottom - (box.Height * 0.15f));

    private static void Count(ImageFrame image, IEnumerable<Box> boxes, int[] counts)
    {
        foreach (var box in boxes)
        {
            for (var y = (int)box.Top; y < (int)box.Bottom; y++)
            {
                for (var x = (int)box.Left; x < (int)box.Right; x++) counts[BinOf(image.Rgb.Span.Slice(((y * image.Width) + x) * 3, 3))]++;
            }
        }
    }

    private IEnumerable<Detection> Regions(ImageFrame image, int kind)
    {
        int width = image.Width, height = image.Height;
        var chance = Enumerable.Range(0, width * height).Select(i => _chances[kind][BinOf(image.Rgb.Span.Slice(i * 3, 3))]).ToArray();
        var seen = new bool[width * height];
        var open = new Stack<int>();
        for (var start = 0; start < seen.Length; start++)
        {
            if (seen[start] || chance[start] < _threshold) continue;
            int left = width, top = height, right = 0, bottom = 0, area = 0;
            var sum = 0f;
            open.Push(start);
            seen[start] = true;
            while (open.TryPop(out var at))
            {
                int x = at % width, y = at / width;
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x + 1), Math.Min(top, y), Math.Max(bottom, y + 1));
                area++;
                sum += chance[at];
                if (x > 0) Visit(at - 1);
                if (x < width - 1) Visit(at + 1);
                if (y > 0) Visit(at - width);
                if (y < height - 1) Visit(at + width);
            }

            if (area >= LeastPixels) yield return new Detection(kind, sum / area, new Box(left, top, right, bottom));
        }

        void Visit(int at)
        {
            if (seen[at] || chance[at] < _threshold) return;
            seen[at] = true;
            open.Push(at);
        }
    }
}
