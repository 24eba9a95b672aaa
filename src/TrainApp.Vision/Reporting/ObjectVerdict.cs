using System.Globalization;
using TrainApp.Vision.Benchmarking;
using static TrainApp.Vision.Reporting.Words;

namespace TrainApp.Vision.Reporting;

/// <summary>The verdict on a detector, from the counts at the chosen confidence.</summary>
internal static class ObjectVerdict
{
    /// <summary>A gap of calibration from which confidences mislead.</summary>
    private const double Miscalibrated = 0.1;

    /// <summary>A mean IoU below which boxes are loose.</summary>
    private const double LooseBoxes = 0.75;

    public static Verdict Of(EvaluationResult result)
    {
        if (result.Truth.Count == 0) return new("There is no labeled object in the evaluated images, so nothing can be said about the model.", [new("look", "What to do", "Choose images with labels for validation.")]);
        var counts = ErrorCounts.Of(result);
        if (counts.Found == 0)
        {
            var missed = result.Predictions.Count == 0 ? "The model predicts nothing" : "The model finds none of the objects";
            return new(
                $"{missed}: all {Count(result.Truth.Count, "object is", "objects are")} missed.",
                [new("bad", "Largest problem", $"{missed}. Was it trained long enough, on these classes?", "missed", "Show what it should have found")]);
        }

        var (recall, precision) = ((double)counts.Found / result.Truth.Count, (double)counts.Found / (counts.Found + counts.Background + counts.Confused));
        var problem = Largest(result, counts);
        var metric = result.Metrics.TryGetValue("mAP", out var map) && map is not null ? $" (mAP {Figure(map)})" : "";
        var quality = $"At a confidence of {Short(result.Confidence)} the model finds {Percent(recall)} of the objects, and {Percent(precision)} of what it predicts is right{metric}";
        var sentence = problem is null ? $"{quality}: it makes no error on these images." : $"{quality}; {problem.Sentence}.";
        List<Finding> findings = [Good(result)];
        if (problem is not null) findings.Add(new("bad", "Largest problem", problem.Text, problem.Address, "Show them"));
        findings.Add(Look(result, counts));
        return new(sentence, findings);
    }

    private static Finding Good(EvaluationResult result)
    {
        var best = result.PerClass.Index().Where(pair => pair.Item is { Objects: > 0, Ap: not null }).MaxBy(pair => pair.Item.Ap);
        var found = best.Item is { } one ? $"{one.Name} is found best (AP {Figure(one.Ap)})" : "Objects are found";
        var boxes = result.Metrics.TryGetValue("iou", out var iou) && iou >= LooseBoxes ? $", and what is found fits well (mean IoU {Figure(iou)})" : "";
        return new("ok", "What is good", $"{found}{boxes}.", best.Item is { TruePositives: > 0 } ? string.Create(CultureInfo.InvariantCulture, $"cell/{best.Index}/{best.Index}") : null, "Show it");
    }

    private static Problem? Largest(EvaluationResult result, ErrorCounts counts)
    {
        var most = Math.Max(counts.Missed, Math.Max(counts.Background, counts.Confused));
        if (most == 0) return null;
        if (most == counts.Confused)
        {
            var (predicted, truly, number) = counts.WorstPair;
            var pair = $"{result.Classes[truly]} taken for {result.Classes[predicted]} ({Count(number, "time", "times")})";
            return new($"its largest problem is confusion of classes, above all {pair}", $"{Count(most, "prediction names", "predictions name")} the wrong class, above all {pair}.", string.Create(CultureInfo.InvariantCulture, $"cell/{predicted}/{truly}"));
        }

        if (most == counts.Missed)
        {
            var (index, number) = counts.MostMissed;
            var where = $"{result.Classes[index]} ({Count(number)} of {Count(result.PerClass[index].Objects)} missed)";
            return new($"its largest problem is objects that it misses, above all {where}", $"{Count(most, "object is", "objects are")} missed, above all {where}.", string.Create(CultureInfo.InvariantCulture, $"class-missed/{index}"));
        }

        var (wrong, times) = counts.MostInvented;
        var invented = $"{result.Classes[wrong]} ({Count(times, "time", "times")})";
        return new($"its largest problem is predictions where nothing is, above all {invented}", $"{Count(most, "prediction lies", "predictions lie")} where nothing is, above all {invented}.", string.Create(CultureInfo.InvariantCulture, $"cell/{wrong}/{result.Classes.Count}"));
    }

    private static Finding Look(EvaluationResult result, ErrorCounts counts)
    {
        if (result.Metrics.TryGetValue("expected_calibration_error", out var gap) && gap > Miscalibrated)
        {
            // The bin that holds most predictions says in which direction.
            var bin = result.Reliability.Where(one => one.Count > 0).MaxBy(one => one.Count)!;
            return new("look", "What to look at", $"Confidences are off by {Percent(gap.Value)} on average: the model is too {(bin.MeanScore > bin.Precision ? "sure" : "careful")}. Do not read them as probabilities.");
        }

        if (result.Metrics.TryGetValue("iou", out var iou) && iou < LooseBoxes)
            return new("look", "What to look at", $"Found objects fit loosely (mean IoU {Figure(iou)}): look at the labels' edges and the input size.", "found", "Show the loosest");

        var worst = result.PerClass.Index().Where(pair => pair.Item is { Objects: > 0, Ap: not null }).MinBy(pair => pair.Item.Ap);
        return worst.Item is { } one && counts.Missed + counts.Background + counts.Confused > 0
            ? new("look", "What to look at", $"{one.Name} is the weakest class (AP {Figure(one.Ap)}, {Count(one.Objects, "object", "objects")}).", string.Create(CultureInfo.InvariantCulture, $"class/{worst.Index}"), "Show it")
            : new("look", "What to look at", "Harder images: on these the model makes no error.");
    }

    private static string Short(double confidence) => confidence.ToString("F2", CultureInfo.InvariantCulture);

    private sealed record Problem(string Sentence, string Text, string Address);
}
