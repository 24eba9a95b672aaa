using System.Globalization;

namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>What must hold before anything is compared.</summary>
internal static class ObjectChecks
{
    public static void Check(
        IReadOnlyList<string> classes,
        IReadOnlyList<EvaluatedImage> images,
        IReadOnlyList<EvaluatedObject> truth,
        IReadOnlyList<EvaluatedObject> predictions,
        BenchmarkSettings settings)
    {
        settings.Check(classes);
        if (truth.Count == 0) throw new BenchmarkException("The truth has no object to compare with.", hint: "Give images that are annotated.");
        for (var i = 0; i < truth.Count; i++) CheckPlace(truth[i], "Object", i, classes, images);
        for (var i = 0; i < predictions.Count; i++)
        {
            CheckPlace(predictions[i], "Prediction", i, classes, images);
            if (predictions[i].Score is not (>= 0 and <= 1))
                throw new BenchmarkException(Text($"Prediction {i + 1}, in '{images[predictions[i].Image].Name}', has the score {predictions[i].Score}; expected one from 0 to 1."));
        }
    }

    private static void CheckPlace(EvaluatedObject item, string what, int index, IReadOnlyList<string> classes, IReadOnlyList<EvaluatedImage> images)
    {
        if (item.Image < 0 || item.Image >= images.Count) throw new BenchmarkException(Text($"{what} {index + 1} is in image {item.Image}; there are {images.Count}."));
        if (item.Class < 0 || item.Class >= classes.Count) throw new BenchmarkException(Text($"{what} {index + 1} is of class {item.Class}; there are {classes.Count}."));
        // Comparisons with NaN are false.
        if (!(item.Box.Width >= 0 && item.Box.Height >= 0 && float.IsFinite(item.Box.Width) && float.IsFinite(item.Box.Height)))
            throw new BenchmarkException(Text($"{what} {index + 1}, in '{images[item.Image].Name}', has a box of {item.Box.Width} × {item.Box.Height} pixels."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
