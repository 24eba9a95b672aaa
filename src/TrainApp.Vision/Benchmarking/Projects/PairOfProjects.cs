using System.Globalization;

namespace TrainApp.Vision.Benchmarking.Projects;

/// <summary>What must hold between the truth and the predictions.</summary>
internal static class PairOfProjects
{
    private const int Named = 3;

    /// <exception cref="BenchmarkException">An image is in one of the projects alone.</exception>
    public static void RequireSameImages(Project truth, Project predictions)
    {
        if (truth.Images.Count == 0) throw new BenchmarkException($"The truth '{truth.Name}' has no image.", truth.Directory);
        Require(truth, predictions, "predictions lack", "Predict every image; one without a prediction has an annotation without objects.");
        Require(predictions, truth, "truth lacks", "Compare with the project that was predicted.");
    }

    /// <exception cref="BenchmarkException">The predictions have a class for the task that the truth has not.</exception>
    public static void RequireKnownClasses(IReadOnlyList<string> classes, Project truth, Project predictions, string task)
    {
        if (predictions.Meta.Classes.Count == 0) throw new BenchmarkException($"The predictions '{predictions.Name}' have no classes.", predictions.Directory);
        var known = truth.Meta.Classes.Select(item => item.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = TaskClasses.Of(predictions, task).Where(name => !known.Contains(name)).ToList();
        if (unknown.Count == 0) return;
        throw new BenchmarkException(
            $"The predictions have {Names(unknown, "class", "classes")} that the truth does not have.",
            predictions.Directory,
            $"The truth's classes for {task} are: {string.Join(", ", classes)}.");
    }

    /// <exception cref="BenchmarkException">An image has another size in the predictions.</exception>
    public static void RequireSameSizes(AnnotatedImages truth, AnnotatedImages predictions)
    {
        for (var i = 0; i < truth.Images.Count; i++) RequireSameSize(truth.Images[i], predictions.Images[i]);
    }

    public static void RequireSameSize(EvaluatedImage truth, EvaluatedImage prediction)
    {
        if (truth.Width == prediction.Width && truth.Height == prediction.Height) return;
        throw new BenchmarkException(string.Create(
            CultureInfo.InvariantCulture,
            $"'{truth.Name}' is {truth.Width} × {truth.Height} pixels in the truth and {prediction.Width} × {prediction.Height} in the predictions."));
    }

    private static void Require(Project from, Project other, string complaint, string hint)
    {
        var known = other.Images.Select(image => image.ToString()).ToHashSet(StringComparer.Ordinal);
        var missing = from.Images.Select(image => image.ToString()).Where(name => !known.Contains(name)).ToList();
        if (missing.Count > 0) throw new BenchmarkException($"The {complaint} {Names(missing, "the image", "images")}.", other.Directory, hint);
    }

    private static string Names(List<string> names, string one, string several)
    {
        var shown = string.Join(", ", names.Take(Named).Select(name => $"'{name}'"));
        return names.Count == 1
            ? $"{one} {shown}"
            : string.Create(CultureInfo.InvariantCulture, $"{names.Count} {several} ({shown}{(names.Count > Named ? " …" : "")})");
    }
}
