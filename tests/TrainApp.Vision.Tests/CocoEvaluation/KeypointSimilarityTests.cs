using System.Text.Json;
using TrainApp.Vision.CocoEvaluation;
using TrainApp.Vision.CocoEvaluation.Ordering;
using TrainApp.Vision.CocoEvaluation.Similarity;

namespace TrainApp.Vision.Tests.CocoEvaluation;

public sealed class KeypointSimilarityTests
{
    [Fact]
    public void Similarities_are_those_of_pycocotools()
    {
        var set = ExpectedSet.Of("keypoints");
        var settings = CocoEvaluationSettings.For(set.Similarity);
        var input = EvaluationInput.Create(set.Truth, set.Detections, settings, new ParallelOptions());
        var order = EvaluationOrder.Create(input.Truth, input.Detections, perCategory: true, new ParallelOptions());
        var similarity = new KeypointSimilarity(input.Truth, input.Detections, order, settings.Sigmas);
        var compared = 0;
        foreach (var image in set.Read("keypoints_oks.json").EnumerateArray())
        {
            foreach (var (d, row) in image.GetProperty("oks").EnumerateArray().Index())
            {
                foreach (var (g, expected) in row.EnumerateArray().Index())
                {
                    var detection = Array.IndexOf(order.Detections, IdAt(image, "dtIds", d) - 1);
                    var annotation = Array.IndexOf(order.Truths, Array.IndexOf(input.Truth.Ids, IdAt(image, "gtIds", g)));
                    Assert.Equal(expected.GetDouble(), similarity.Between(detection, annotation, 0), 1e-12);
                    compared++;
                }
            }
        }

        Assert.True(compared > 500);
    }

    [Fact]
    public void What_is_left_out_of_keypoints_in_memory_is_what_the_files_say()
    {
        var set = ExpectedSet.Of("keypoints");

        var counted = CocoEvaluator.Evaluate(set.Truth with { LabelledKeypoints = [] }, set.Detections with { Areas = [], Boxes = [] }, CocoEvaluationSettings.For(set.Similarity));

        Assert.Equal(CocoSummary.Of(set.Result), CocoSummary.Of(counted));
    }

    [Fact]
    public void Without_categories_the_only_one_gives_the_same()
    {
        var set = ExpectedSet.Of("keypoints");

        var one = CocoEvaluator.Evaluate(set.Truth, set.Detections, CocoEvaluationSettings.For(set.Similarity) with { PerCategory = false });

        Assert.Equal(CocoSummary.Of(set.Result), CocoSummary.Of(one));
    }

    private static int IdAt(JsonElement image, string name, int index) => image.GetProperty(name)[index].GetInt32();
}
