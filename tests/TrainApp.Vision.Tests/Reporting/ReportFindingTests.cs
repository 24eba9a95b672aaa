using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Reporting;

namespace TrainApp.Tests.Reporting;

public class ReportFindingTests
{
    [Fact]
    public void Images_that_were_trained_on_are_found_by_their_content()
    {
        using var folder = new TemporaryFolder();
        string[] files = [.. Enumerable.Range(0, 4).Select(i => folder.At($"{i}.bin"))];
        File.WriteAllText(files[0], "same content");
        File.WriteAllText(files[1], "else content");
        File.WriteAllText(files[2], "same content");
        File.WriteAllText(files[3], "longer than all the others");
        var token = TestContext.Current.CancellationToken;
        var shared = DuplicateImages.Find([files[0], files[1], null, folder.At("gone")], [new("t/3", files[3]), new("t/2", files[2])], token);
        Assert.Equal([new DuplicateImages.Shared(0, "t/2")], shared);
        Assert.Equal([0, 2], DuplicateImages.FindRepeated([files[0], files[1], files[2], files[3]], token));
    }

    [Fact]
    public void What_is_wrong_with_the_data_is_said()
    {
        using var folder = new TemporaryFolder();
        var result = EvaluationSample.Detection(6, 3, folder: folder.At("img"));
        EvaluatedObject first = result.Truth[0], out1 = first with { Box = new Box(-9, 0, 20, 20) }, flat = first with { Box = new Box(4, 4, 4, 9) }, tiny = first with { Box = new Box(4, 4, 7, 9) };
        var damaged = result with { Truth = [.. result.Truth, out1, flat, tiny, first] };
        var context = new ReportContext { TrainImages = [new("t", result.Images[2].Path!)], TrainObjects = [5, 0, 3] };
        var checks = DatasetHealth.Check(damaged, context, TestContext.Current.CancellationToken);
        Assert.Equal([2], Assert.Single(checks, check => check.Title == "1 image was trained on too").Images);
        Assert.Single(checks, check => check is { Title: "1 class has no object", IsProblem: true });
        Assert.Single(checks, check => check is { Title: "1 class has no object to train on", IsProblem: true });
        Assert.Single(checks, check => check is { Title: "1 object reaches beyond its image", IsProblem: true });
        Assert.Single(checks, check => check.Title.EndsWith("labeled twice", StringComparison.Ordinal) && check.IsProblem);
        Assert.Contains(checks, check => check.Title.Contains("tiny", StringComparison.Ordinal));
    }

    [Fact]
    public void The_verdict_names_the_largest_problem()
    {
        var result = EvaluationSample.Detection(30, 5);
        Assert.Contains("objects that it misses", Verdict.Of(result).Sentence, StringComparison.Ordinal);
        var cells = new long[6, 6];
        cells[0, 0] = 50;
        cells[2, 3] = 40;
        var confused = Verdict.Of(result with { Confusion = cells });
        Assert.Contains("confusion of classes", confused.Sentence, StringComparison.Ordinal);
        Assert.Contains(confused.Findings, finding => finding.Address == "cell/2/3");
        cells[1, 5] = 70;
        Assert.Contains("where nothing is", Verdict.Of(result with { Confusion = cells }).Sentence, StringComparison.Ordinal);
        Assert.Contains("predicts nothing", Verdict.Of(result with { Confusion = new long[6, 6], Predictions = [] }).Sentence, StringComparison.Ordinal);
        Assert.Contains("no labeled object", Verdict.Of(result with { Truth = [] }).Sentence, StringComparison.Ordinal);
        cells = new long[6, 6];
        cells[0, 0] = 50;
        Assert.Contains("no error", Verdict.Of(result with { Confusion = cells }).Sentence, StringComparison.Ordinal);
        Assert.Contains("mean IoU is 0.610", Verdict.Of(EvaluationSample.Semantic(3)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_is_thinned_out_and_keeps_its_best_point()
    {
        ScorePoint[] profile = [.. Enumerable.Range(0, 20_000).Select(i => new ScorePoint(1 - (i / 20_000d), 0.5, 0.5, i == 1237 ? 0.9 : 0.3))];
        var points = ScoreCurve.Of(profile);
        Assert.InRange(points.Count, 400, 510);
        Assert.Contains(points, point => point.F1 == 0.9);
        Assert.Equal(points.Select(point => point.Score).Order(), points.Select(point => point.Score));
        // Of equal scores the point counts that holds all of them.
        Assert.Equal([0.2, 0.7], ScoreCurve.Of([new(0.9, 1, 0.1, 0.7), new(0.5, 1, 0.1, 0.1), new(0.5, 1, 0.2, 0.2)]).Select(point => point.F1!.Value));
    }
}
