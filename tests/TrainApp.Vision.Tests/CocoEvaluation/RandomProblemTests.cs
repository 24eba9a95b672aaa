namespace TrainApp.Vision.Tests.CocoEvaluation;

/// <summary>Small random problems on a coarse grid, full of ties, duplicates and overlaps exactly on a threshold.</summary>
public sealed class RandomProblemTests
{
    private static readonly CocoEvaluationSettings Settings = CocoEvaluationSettings.For(CocoSimilarity.Boxes) with { MaxDetections = [1, 3, 6] };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 16)];

    [Theory, MemberData(nameof(Seeds))]
    public void Equals_the_plain_definition(int seed) => AssertEqual(seed, Settings);

    [Theory, MemberData(nameof(Seeds))]
    public void Equals_the_plain_definition_when_all_categories_are_one(int seed) => AssertEqual(seed, Settings with { PerCategory = false });

    [Fact]
    public void Order_of_images_does_not_change_the_figures()
    {
        var (truth, detections) = Problem(new Random(3));
        var shuffled = truth with { Images = truth.Images with { Ids = [.. truth.Images.Ids.Reverse()] } };

        Assert.Equal(CocoSummary.Of(CocoEvaluator.Evaluate(truth, detections, Settings)), CocoSummary.Of(CocoEvaluator.Evaluate(shuffled, detections, Settings)));
    }

    private static void AssertEqual(int seed, CocoEvaluationSettings settings)
    {
        var (truth, detections) = Problem(new Random(seed));
        var result = CocoEvaluator.Evaluate(truth, detections, settings);
        Assert.Equal(settings.PerCategory ? truth.Categories.Ids.Order() : [CocoEvaluator.AllCategories], result.CategoryIds);
        for (var k = 0; k < result.CategoryIds.Count; k++)
        {
            for (var a = 0; a < settings.Areas.Length; a++)
            {
                for (var m = 0; m < settings.MaxDetections.Length; m++)
                {
                    for (var t = 0; t < settings.Thresholds.Length; t++)
                    {
                        long? category = settings.PerCategory ? result.CategoryIds[k] : null;
                        var expected = PlainEvaluation.Curve(truth, detections, settings, category, a, settings.MaxDetections[m], settings.Thresholds[t]);
                        Assert.Equal(expected?.Recall, result.RecallOf(k, a, m, t));
                        Assert.Equal(expected?.Precision ?? [], result.PrecisionOf(k, a, m, t).ToArray());
                        Assert.Equal(expected?.Scores ?? [], result.ScoresOf(k, a, m, t).ToArray());
                    }
                }
            }
        }
    }

    private static (CocoGroundTruth Truth, CocoDetections Detections) Problem(Random random)
    {
        long[] images = [7, 3, 900_000_000_000, 5], categories = [2, 9, 4];
        int truths = random.Next(0, 40), found = random.Next(0, 120);
        double[] truthBoxes = Boxes(truths), boxes = Boxes(found);
        var truth = new CocoGroundTruth
        {
            Images = new CocoImages(images, [], []),
            Categories = new CocoCategories(categories, []),
            Ids = [.. Enumerable.Range(-1, truths).Select(i => (long)i)],
            ImageIds = Pick(images, truths),
            CategoryIds = Pick([.. categories, 77], truths),
            Areas = [.. Enumerable.Range(0, truths).Select(i => random.Next(3) == 0 ? 32 * 32 : truthBoxes[(4 * i) + 2] * truthBoxes[(4 * i) + 3])],
            Crowds = [.. Enumerable.Range(0, truths).Select(_ => random.Next(5) == 0)],
            Boxes = truthBoxes,
        };
        var detections = new CocoDetections
        {
            ImageIds = Pick(images, found),
            CategoryIds = Pick([.. categories, 78], found),
            Scores = [.. Enumerable.Range(0, found).Select(_ => Math.Round(random.NextDouble() - 0.3, 1))],
            Areas = [.. Enumerable.Range(0, found).Select(i => boxes[(4 * i) + 2] * boxes[(4 * i) + 3])],
            Boxes = boxes,
        };
        return (truth, detections);

        double[] Boxes(int count) => [.. Enumerable.Range(0, count).SelectMany(_ =>
            new double[] { 10 * random.Next(2), 10 * random.Next(2), 10 * random.Next(2, 12), 10 * random.Next(2, 12) })];
        long[] Pick(long[] ids, int count) => [.. Enumerable.Range(0, count).Select(_ => ids[random.Next(ids.Length)])];
    }
}
