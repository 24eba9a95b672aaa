using System.Text.Json;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Benchmarking.Objects;

namespace TrainApp.Tests.Benchmarking;

/// <summary>Object detection and instance segmentation, value by value what the reference computes of the same projects.</summary>
public sealed class ReferenceObjectTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData("benchmark", "expected.json", null, 100)]
    [InlineData("benchmark", "expected_maxdets10.json", null, 10)]
    [InlineData("benchmark_segmentation/instance", "expected.json", null, 100)]
    [InlineData("benchmark_segmentation/instance", "expected_conf05.json", 0.5, 100)]
    public async Task Figures_are_those_of_the_reference(string folder, string file, double? confidence, int maxDetections)
    {
        var result = await EvaluateAsync(folder, new() { Confidence = confidence, MaxDetections = maxDetections });
        var expected = Read(folder, file);

        Assert.Equal(Strings(expected.GetProperty("cat_names_in_order")), result.Classes);
        var metrics = expected.GetProperty("key_metrics").EnumerateObject().ToList();
        Assert.Equal(metrics.Select(metric => metric.Name), result.Metrics.Keys.Take(metrics.Count));
        Assert.All(metrics, metric => Close(metric.Value, result.Metrics[metric.Name], metric.Name));
        Assert.Equal(expected.GetProperty("conf_threshold").GetDouble(), result.Confidence);
        Assert.Equal(expected.GetProperty("n_matches").GetInt32(), result.Matches.Count);
        CloseArrays(expected.GetProperty("confusion_matrix"), row => column => result.Confusion[row, column]);
        PerClass(expected, result);
        Counts(expected, result);
        Curves(expected, result);
        Pairs(expected, result);
        Profile(expected, result);
        PerImage(expected, result);
    }

    [Theory]
    [InlineData("benchmark")]
    [InlineData("benchmark_segmentation/instance")]
    public async Task Matches_are_those_of_the_reference(string folder)
    {
        var result = await EvaluateAsync(folder, new());
        var expected = Read(folder, "matches.json").EnumerateArray().ToList();

        Assert.Equal(expected.Count, result.Matches.Count);
        Assert.All(expected.Zip(result.Matches), pair =>
        {
            var (line, match) = pair;
            Assert.Equal(line.GetProperty("image_id").GetInt32(), match.Image + 1);
            Assert.Equal(line.GetProperty("category_id").GetInt32(), match.Class + 1);
            Assert.Equal(Id(line, "dt_id"), match.Prediction + 1);
            Assert.Equal(Id(line, "gt_id"), match.Truth + 1);
            Assert.Equal(line.GetProperty("type").GetString(), match.Kind switch { MatchKind.TruePositive => "TP", MatchKind.FalsePositive => "FP", _ => "FN" });
            Assert.Equal(line.GetProperty("miss_cls").GetBoolean(), match.Misclassified);
            Close(line.GetProperty("score"), match.Score, "score");
            Close(line.GetProperty("iou"), match.Iou, "iou");
        });
    }

    [Fact]
    public async Task The_two_definitions_of_AP50_stand_side_by_side()
    {
        var result = await EvaluateAsync("benchmark_segmentation/instance", new());
        var expected = Read("benchmark_segmentation/instance", "expected.json");

        Close(expected.GetProperty("coco_stats").GetProperty("AP50"), result.Metrics["AP50_coco"], "AP50_coco");
        Close(expected.GetProperty("json_metrics").GetProperty("AP50"), result.Metrics["AP50"], "AP50");
        Close(expected.GetProperty("coco_stats").GetProperty("AP75"), result.Metrics["AP75_coco"], "AP75_coco");
    }

    [Fact]
    public async Task A_class_that_is_missed_wholly_lowers_the_F1_of_all_classes()
    {
        var result = await EvaluateAsync("benchmark_segmentation/instance", new());

        // Four classes with an F1, and one that is never predicted.
        var missed = Assert.Single(result.PerClass, item => item.Objects > 0 && item.TruePositives == 0);
        Assert.Null(missed.F1);
        Assert.Equal(result.PerClass.Sum(item => item.F1 ?? 0) / 5, result.Metrics["f1_all_classes"]!.Value, Tolerance);
        Assert.Equal(result.PerClass.Sum(item => item.F1 ?? 0) / 4, result.Metrics["f1"]!.Value, Tolerance);
    }

    internal static async Task<EvaluationResult> EvaluateAsync(string folder, BenchmarkSettings settings, string? task = null)
    {
        var root = SharedData.Find("expected", folder);
        return await ProjectBenchmark.EvaluateAsync(
            Project.Open(Path.Combine(root, "gt_project")),
            Project.Open(Path.Combine(root, "pred_project")),
            settings,
            task ?? (folder == "benchmark" ? BenchmarkTasks.ObjectDetection : BenchmarkTasks.InstanceSegmentation),
            TestContext.Current.CancellationToken);
    }

    private static void PerClass(JsonElement expected, EvaluationResult result)
    {
        Assert.All(expected.GetProperty("per_class_metrics").EnumerateArray().Zip(result.PerClass), pair =>
        {
            var (line, figures) = pair;
            Assert.Equal(line.GetProperty("category").GetString(), figures.Name);
            Close(line.GetProperty("precision"), figures.Precision, "precision");
            Close(line.GetProperty("recall"), figures.Recall, "recall");
            Close(line.GetProperty("f1"), figures.F1, "f1");
        });
        Assert.All(result.PerClass, figures =>
        {
            // The reference says 0 for a class without truth.
            Close(expected.GetProperty("json_metrics").GetProperty("AP_by_class").GetProperty(figures.Name), figures.Ap ?? 0, "AP");
            Close(expected.GetProperty("json_metrics").GetProperty("AP50_by_class").GetProperty(figures.Name), figures.Ap50 ?? 0, "AP50");
        });
        Assert.Equal(expected.GetProperty("TP_count").GetInt32(), result.PerClass.Sum(item => item.TruePositives));
        Assert.Equal(expected.GetProperty("FP_count").GetInt32(), result.PerClass.Sum(item => item.FalsePositives));
        Assert.Equal(expected.GetProperty("FN_count").GetInt32(), result.PerClass.Sum(item => item.FalseNegatives));
    }

    private static void Counts(JsonElement expected, EvaluationResult result)
    {
        var counts = new ObjectCounts(result.Matches, result.Confidence, result.Classes.Count);
        CloseArrays(expected.GetProperty("true_positives"), k => t => counts.Found(k, t));
        CloseArrays(expected.GetProperty("false_positives"), k => t => counts.Predictions(k) - counts.Found(k, t));
        CloseArrays(expected.GetProperty("false_negatives"), k => t => counts.Objects(k) - counts.Found(k, t));
    }

    private static void Curves(JsonElement expected, EvaluationResult result)
    {
        CloseArrays(expected.GetProperty("pr_curve"), recall => k => result.PerClass[k].MeanPrecisionRecall is { Count: > 0 } curve ? curve[recall] : -1);
        var (probabilities, scores) = (expected.GetProperty("calibration_curve").GetProperty("true_probs"), expected.GetProperty("calibration_curve").GetProperty("pred_probs"));
        var bins = result.Reliability.Where(bin => bin.Count > 0).ToList();
        Assert.Equal(probabilities.GetArrayLength(), bins.Count);
        Assert.All(bins.Index(), bin =>
        {
            Close(probabilities[bin.Index], bin.Item.Precision, "share");
            Close(scores[bin.Index], bin.Item.MeanScore, "score");
        });
    }

    private static void Pairs(JsonElement expected, EvaluationResult result)
    {
        var pairs = expected.GetProperty("frequently_confused").EnumerateArray().ToList();
        Assert.Equal(pairs.Count, result.ConfusedPairs.Count);
        Assert.All(pairs.Zip(result.ConfusedPairs), pair =>
        {
            Assert.Equal(Strings(pair.First.GetProperty("category_pair")), new[] { result.Classes[pair.Second.First], result.Classes[pair.Second.Second] });
            Assert.Equal(pair.First.GetProperty("count").GetInt64(), pair.Second.Count);
            Close(pair.First.GetProperty("probability"), pair.Second.Share, "probability");
        });
    }

    private static void Profile(JsonElement expected, EvaluationResult result)
    {
        var (profile, step) = expected.TryGetProperty("score_profile", out var whole) ? (whole, 1) : (expected.GetProperty("score_profile_every20"), 20);
        if (step == 20) Assert.Equal(expected.GetProperty("score_profile_len").GetInt32(), result.ScoreProfile.Count);
        var scores = profile.GetProperty("scores");
        Assert.Equal((result.ScoreProfile.Count + step - 1) / step, scores.GetArrayLength());
        for (var i = 0; i < scores.GetArrayLength(); i++)
        {
            var point = result.ScoreProfile[i * step];
            Close(scores[i], point.Score, "score");
            Close(profile.GetProperty("precision")[i], point.Precision, "precision");
            Close(profile.GetProperty("recall")[i], point.Recall, "recall");
            Close(profile.GetProperty("f1")[i], point.F1, "f1");
        }

        Close(expected.GetProperty("best_f1"), result.ScoreProfile.Max(point => point.F1), "best_f1");
        if (result.Settings.Confidence is { } confidence)
            Close(expected.GetProperty("custom_f1"), result.ScoreProfile.Last(point => point.Score >= confidence).F1, "custom_f1");
    }

    private static void PerImage(JsonElement expected, EvaluationResult result)
    {
        if (!expected.TryGetProperty("prediction_table", out var table)) return;
        Assert.Equal(result.Images.Count, table.GetArrayLength());
        var matches = result.Matches.ToLookup(match => match.Image);
        Assert.All(table.EnumerateArray().Index(), line =>
        {
            var counts = new ObjectCounts([.. matches[line.Index]], result.Confidence, result.Classes.Count);
            var found = Enumerable.Range(0, result.Classes.Count).Sum(counts.Found);
            Assert.Equal(line.Item.GetProperty("Image name").GetString(), result.Images[line.Index].Name.Split('/')[^1]);
            Assert.Equal(line.Item.GetProperty("TP").GetDouble(), found);
            Assert.Equal(line.Item.GetProperty("GT objects").GetDouble(), Enumerable.Range(0, result.Classes.Count).Sum(counts.Objects));
            Assert.Equal(line.Item.GetProperty("Predictions").GetDouble(), Enumerable.Range(0, result.Classes.Count).Sum(counts.Predictions));
        });
    }

    private static JsonElement Read(string folder, string file) =>
        JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", folder, file))).RootElement;

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static int? Id(JsonElement line, string name) => line.GetProperty(name).ValueKind == JsonValueKind.Null ? null : line.GetProperty(name).GetInt32();

    private static void CloseArrays(JsonElement expected, Func<int, Func<int, double>> actual)
    {
        for (var i = 0; i < expected.GetArrayLength(); i++)
        {
            for (var j = 0; j < expected[i].GetArrayLength(); j++) Assert.Equal(expected[i][j].GetDouble(), actual(i)(j), Tolerance);
        }
    }

    private static void Close(JsonElement expected, double? actual, string name)
    {
        if (expected.ValueKind != JsonValueKind.Number) Assert.True(actual is null, $"{name} is {actual}, expected none.");
        else Assert.True(Math.Abs(expected.GetDouble() - actual ?? double.NaN) < Tolerance, $"{name} is {actual}, expected {expected.GetDouble()}.");
    }
}
