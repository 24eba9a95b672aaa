using System.Globalization;
using System.Text.Json;

namespace TrainApp.Vision.Tests.CocoEvaluation;

/// <summary>Every data set gives what pycocotools gives.</summary>
public sealed class ExpectedSetTests
{
    private const double Tolerance = 1e-9;
    private const int At50 = 0, At75 = 5;

    public static TheoryData<string> Sets => ExpectedSet.Names;

    [Theory, MemberData(nameof(Sets))]
    public void Figures_are_equal(string name)
    {
        var set = ExpectedSet.Of(name);
        AssertStats(set.Figures().GetProperty("stats"), set.Result);
    }

    [Theory, MemberData(nameof(Sets))]
    public void Figures_of_each_class_are_equal(string name)
    {
        var set = ExpectedSet.Of(name);
        var settings = set.Result.Settings;
        var categories = set.Figures().GetProperty("per_class").EnumerateArray().ToList();

        Assert.Equal(categories.Select(category => category.GetProperty("category_id").GetInt64()), set.Result.CategoryIds);
        foreach (var (k, category) in categories.Index())
        {
            var areas = Enumerable.Range(1, settings.Areas.Length - 1);
            List<(string Name, double? Value)> figures =
            [
                ("AP", CocoSummary.AveragePrecision(set.Result, category: k)),
                ("AP50", CocoSummary.AveragePrecision(set.Result, threshold: At50, category: k)),
                ("AP75", CocoSummary.AveragePrecision(set.Result, threshold: At75, category: k)),
                .. areas.Select(a => ($"AP_{settings.Areas[a].Name}", CocoSummary.AveragePrecision(set.Result, a, category: k))),
                .. settings.MaxDetections.Index().Select(m => ($"AR_{m.Item}", CocoSummary.AverageRecall(set.Result, maxDetections: m.Index, category: k))),
            ];
            var names = category.EnumerateObject().Select(property => property.Name).ToHashSet();
            Assert.True(names.IsSupersetOf(["AP", "AP50", "AP75"]));
            foreach (var (figure, value) in figures.Where(figure => names.Contains(figure.Name))) Near(category.GetProperty(figure).GetDouble(), value ?? -1);
        }
    }

    [Theory, MemberData(nameof(Sets))]
    public void Every_point_of_every_curve_is_equal(string name)
    {
        var set = ExpectedSet.Of(name);
        var result = set.Result;
        var (shape, precision) = set.Curve("precision");
        double[] scores = set.Curve("scores").Values, recall = set.Curve("recall").Values;

        Assert.Equal([10, 101, result.CategoryIds.Count, result.Settings.Areas.Length, result.Settings.MaxDetections.Length], shape);
        var undefined = Enumerable.Repeat(-1.0, shape[1]).ToArray();
        var inRow = shape[2] * shape[3] * shape[4];
        for (var i = 0; i < recall.Length; i++)
        {
            int t = i / inRow, k = i / (shape[3] * shape[4]) % shape[2], a = i / shape[4] % shape[3], m = i % shape[4];
            Near(recall[i], result.RecallOf(k, a, m, t) ?? -1);
            ReadOnlySpan<double> ownPrecision = result.IsDefined(k, a) ? result.PrecisionOf(k, a, m, t) : undefined;
            ReadOnlySpan<double> ownScores = result.IsDefined(k, a) ? result.ScoresOf(k, a, m, t) : undefined;
            for (var r = 0; r < shape[1]; r++)
            {
                var at = (((t * shape[1]) + r) * inRow) + (i % inRow);
                Near(precision[at], ownPrecision[r]);
                Near(scores[at], ownScores[r]);
            }
        }
    }

    [Theory, MemberData(nameof(Sets))]
    public void Match_lists_are_equal(string name)
    {
        var set = ExpectedSet.Of(name);
        var explained = set.Evaluator.ExplainAll().ToDictionary(matches => (matches.CategoryId, matches.ImageId));
        var lists = set.MatchLists().ToList();

        Assert.NotEmpty(lists);
        foreach (var (file, area) in lists)
        {
            foreach (var block in set.Read(file).EnumerateArray())
                AssertMatches(set, block, explained[(block.GetProperty("category_id").GetInt64(), block.GetProperty("image_id").GetInt64())], area);
        }
    }

    [Fact]
    public void Matches_of_one_place_are_those_among_all()
    {
        var set = ExpectedSet.Of("small");
        var one = set.Evaluator.ExplainAll().First(matches => matches.At(At50).Count > 2);

        var again = set.Evaluator.Explain(one.CategoryId, one.ImageId)!;

        Assert.Equal(one.Detections, again.Detections);
        Assert.Equal(one.At(At50), again.At(At50));
        Assert.Null(set.Evaluator.Explain(one.CategoryId, imageId: -7));
    }

    [Fact]
    public void Sigmas_can_be_chosen()
    {
        var set = ExpectedSet.Of("keypoints");
        var settings = CocoEvaluationSettings.For(CocoSimilarity.Keypoints) with { Sigmas = [.. Enumerable.Repeat(0.05, 17)] };

        AssertStats(set.Figures().GetProperty("stats_sigmas_all_0.05"), CocoEvaluator.Evaluate(set.Truth, set.Detections, settings));
    }

    [Fact]
    public void Keypoint_figures_of_each_threshold_are_equal()
    {
        var set = ExpectedSet.Of("keypoints");
        var expected = set.Figures();
        for (var t = 0; t < set.Result.Settings.Thresholds.Length; t++)
        {
            var threshold = set.Result.Settings.Thresholds[t].ToString("F2", CultureInfo.InvariantCulture);
            Near(Of("AP_per_iou", threshold), CocoSummary.AveragePrecision(set.Result, threshold: t));
            Near(Of("AR_20_per_iou", threshold), CocoSummary.AverageRecall(set.Result, threshold: t));
            Near(Of("AP_medium_per_iou", threshold), CocoSummary.AveragePrecision(set.Result, area: 1, threshold: t));
            Near(Of("AP_large_per_iou", threshold), CocoSummary.AveragePrecision(set.Result, area: 2, threshold: t));
        }

        double Of(string name, string threshold) => expected.GetProperty(name).GetProperty(threshold).GetDouble();
    }

    [Theory]
    [InlineData("small")]
    [InlineData("fakesegm")]
    [InlineData("keypoints")]
    public void Threads_do_not_matter(string name)
    {
        var set = ExpectedSet.Of(name);

        var one = CocoEvaluator.Evaluate(set.Truth, set.Detections, CocoEvaluationSettings.For(set.Similarity) with { DegreeOfParallelism = 1 });

        Assert.Equal(CocoSummary.Of(set.Result), CocoSummary.Of(one));
    }

    private static void AssertMatches(ExpectedSet set, JsonElement block, CocoMatches matches, int area)
    {
        var truths = matches.Truths(area);
        Assert.Equal(Longs(block, "dtIds"), matches.Detections.Select(index => index + 1L));
        Assert.Equal(Longs(block, "gtIds"), truths.Select(index => set.Truth.Ids[index]));
        Assert.Equal(Longs(block, "gtIgnore"), matches.TruthIgnored(area).Select(flag => flag ? 1L : 0));
        foreach (var (threshold, suffix) in ((int, string)[])[(At50, "50"), (At75, "75")])
        {
            var found = matches.At(threshold, area);
            if (block.TryGetProperty("dtMatches" + suffix, out _))
                Assert.Equal(Longs(block, "dtMatches" + suffix), matches.Detections.Select(d => found.Where(match => match.Detection == d).Select(match => set.Truth.Ids[match.Truth]).SingleOrDefault()));
            if (block.TryGetProperty("gtMatches" + suffix, out _))
                Assert.Equal(Longs(block, "gtMatches" + suffix), truths.Select(g => found.Where(match => match.Truth == g).Select(match => match.Detection + 1L).LastOrDefault()));
            if (block.TryGetProperty("dtIgnore" + suffix, out _))
                Assert.Equal(Longs(block, "dtIgnore" + suffix), matches.DetectionIgnored(threshold, area).Select(flag => flag ? 1L : 0));
            Assert.All(found, match => Assert.InRange(match.Similarity, set.Result.Settings.Thresholds[threshold], 1 + Tolerance));
        }
    }

    private static long[] Longs(JsonElement block, string name) => [.. block.GetProperty(name).EnumerateArray().Select(value => value.GetInt64())];

    private static void AssertStats(JsonElement expected, CocoEvaluationResult result)
    {
        var figures = CocoSummary.Of(result);
        JsonProperty[] stats = [.. expected.EnumerateObject()];
        Assert.Equal(stats.Select(stat => stat.Name), figures.Select(figure => figure.Name));
        foreach (var (stat, figure) in stats.Zip(figures)) Near(stat.Value.GetDouble(), figure.Value ?? -1);
    }

    private static void Near(double expected, double? actual)
    {
        if (!(Math.Abs(expected - (actual ?? double.NaN)) <= Tolerance)) Assert.Fail($"Expected {expected:R}, got {actual:R}.");
    }
}
