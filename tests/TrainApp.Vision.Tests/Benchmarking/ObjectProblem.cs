using CsCheck;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Tests.Benchmarking;

/// <summary>A small random evaluation of boxes; all scores differ.</summary>
internal sealed record ObjectProblem(IReadOnlyList<string> Classes, IReadOnlyList<EvaluatedImage> Images, IReadOnlyList<EvaluatedObject> Truth, IReadOnlyList<EvaluatedObject> Predictions)
{
    private const int Size = 40;

    private static readonly Gen<Box> s_box =
        from left in Gen.Int[0, 25]
        from top in Gen.Int[0, 25]
        from width in Gen.Int[1, 12]
        from height in Gen.Int[1, 12]
        select new Box(left, top, left + width, top + height);

    public static Gen<ObjectProblem> Any =>
        from images in Gen.Int[1, 6]
        from classes in Gen.Int[1, 4]
        from truth in s_box.Select(Gen.Int[0, images - 1], Gen.Int[0, classes - 1]).List[1, 15]
        // Some predictions are objects of the truth, moved a little, sometimes of another class.
        from moved in Gen.Int[0, truth.Count - 1].Select(Gen.Int[-3, 3], Gen.Int[-3, 3], Gen.Int[0, 9]).List[0, 15]
        from free in s_box.Select(Gen.Int[0, images - 1], Gen.Int[0, classes - 1]).List[0, 6]
        from scores in Gen.Shuffle(Enumerable.Range(1, 99).ToArray())
        select Create(images, classes, truth, [.. moved.Select(item => Move(truth[item.Item1], item.Item2, item.Item3, item.Item4 == 0 ? classes : 0)), .. free], scores);

    public EvaluationResult Evaluate(BenchmarkSettings? settings = null) =>
        DetectionBenchmark.Evaluate(BenchmarkTasks.ObjectDetection, Classes, Images, Truth, Predictions, settings ?? new());

    /// <summary>The same with its images in reverse order.</summary>
    public ObjectProblem Reverse() => this with
    {
        Images = [.. Images.Reverse()],
        Truth = [.. Truth.Reverse().Select(item => item with { Image = Images.Count - 1 - item.Image })],
        Predictions = [.. Predictions.Reverse().Select(item => item with { Image = Images.Count - 1 - item.Image })],
    };

    /// <summary>The same with every image twice.</summary>
    public ObjectProblem Twice() => this with
    {
        Images = [.. Images, .. Images.Select(image => image with { Name = image.Name + " again" })],
        Truth = [.. Truth, .. Truth.Select(item => item with { Image = item.Image + Images.Count })],
        Predictions = [.. Predictions, .. Predictions.Select(item => item with { Image = item.Image + Images.Count })],
    };

    /// <summary>The same with predictions that are the truth.</summary>
    public ObjectProblem Perfect() => this with { Predictions = [.. Truth.Select((item, i) => item with { Score = (i + 1) / 20.0 })] };

    private static ObjectProblem Create(int images, int classes, List<(Box Box, int Image, int Class)> truth, List<(Box Box, int Image, int Class)> predictions, int[] scores) => new(
        [.. Enumerable.Range(0, classes).Select(k => $"class {k}")],
        [.. Enumerable.Range(0, images).Select(i => new EvaluatedImage($"ds/{i}.png", null, Size, Size))],
        [.. truth.Select(item => new EvaluatedObject(item.Image, item.Class, item.Box, 1))],
        [.. predictions.Select((item, i) => new EvaluatedObject(item.Image, item.Class, item.Box, scores[i] / 100.0))]);

    private static (Box Box, int Image, int Class) Move((Box Box, int Image, int Class) item, int dx, int dy, int otherOf)
    {
        var box = new Box(item.Box.Left + dx, item.Box.Top + dy, item.Box.Right + dx, item.Box.Bottom + dy);
        return (box, item.Image, otherOf == 0 ? item.Class : (item.Class + 1) % otherOf);
    }
}
