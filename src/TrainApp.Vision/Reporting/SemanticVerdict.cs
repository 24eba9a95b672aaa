using TrainApp.Vision.Benchmarking;
using static TrainApp.Vision.Reporting.Words;

namespace TrainApp.Vision.Reporting;

/// <summary>The verdict on semantic segmentation.</summary>
internal static class SemanticVerdict
{
    private static readonly (string Key, string Word, string Advice)[] s_errors =
    [
        ("E_boundary_oU", "outlines that are a little off", "finer outlines: a larger input size, or labels with exact edges"),
        ("E_extent_oU", "areas that reach too far or not far enough", "where areas of different classes meet"),
        ("E_segment_oU", "whole areas that are invented or missed", "images of which whole areas are missing"),
    ];

    public static Verdict Of(EvaluationResult result, SemanticFigures semantic)
    {
        // The background, which stands last, is not what a model is made for.
        var classes = result.Classes.SkipLast(1).Select((name, index) => (Name: name, Index: index, Figures: semantic.PerClass[index])).Where(one => Value(one.Figures, "IoU") is not null).ToList();
        if (classes.Count == 0) return new("No class has pixels in truth or prediction, so nothing can be said about the model.", []);
        var worst = classes.MinBy(one => Value(one.Figures, "IoU"));
        var best = classes.MaxBy(one => Value(one.Figures, "IoU"));
        var error = s_errors.Select(kind => (kind.Word, kind.Advice, Share: classes.Average(one => Value(one.Figures, kind.Key) ?? 0))).MaxBy(one => one.Share);
        var accuracy = result.Metrics.GetValueOrDefault("PixelAcc");
        var sentence = $"{(accuracy is { } share ? $"{Percent(share)} of the pixels are right and the" : "The")} mean IoU is {Figure(result.Metrics.GetValueOrDefault("mIoU"))}; the largest problem is {error.Word}, and {worst.Name} is found worst (IoU {Figure(Value(worst.Figures, "IoU"))}).";
        return new(sentence,
        [
            new("ok", "What is good", $"{best.Name} is found best (IoU {Figure(Value(best.Figures, "IoU"))}).", FormattableString.Invariant($"pixels/{best.Index}/{best.Index}"), "Show it"),
            new("bad", "Largest problem", $"{Percent(error.Share)} of the union is lost to {error.Word}.", "everything", "Show the worst images"),
            new("look", "What to look at", $"{worst.Name}, and {error.Advice}.", FormattableString.Invariant($"pixels/{worst.Index}/{worst.Index}"), "Show it"),
        ]);
    }

    private static double? Value(IReadOnlyDictionary<string, double?> figures, string name) => figures.GetValueOrDefault(name);
}
