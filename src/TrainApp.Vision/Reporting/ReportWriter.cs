using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>
/// Writes reports: folders with a page that needs nothing else, neither a server nor the network. A folder appears whole or not at all.
/// </summary>
internal static class ReportWriter
{
    /// <summary>The page of a report.</summary>
    public const string PageFile = "index.html";

    /// <summary>The pictures of the images below it.</summary>
    public const string PicturesFolder = "images";

    /// <summary>The outlines of the objects below it.</summary>
    public const string ShapesFolder = "shapes";

    /// <summary>Writes the report of an evaluation.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="directory">The folder; a report that is there is replaced, what it says of the experiment stays.</param>
    /// <param name="context">What else is known.</param>
    /// <param name="cancellationToken">Ends the writing; the old report stays.</param>
    /// <returns>The page's file.</returns>
    public static string Write(EvaluationResult result, string directory, ReportContext context, CancellationToken cancellationToken) =>
        ReportFolder.Replace(directory, folder =>
        {
            var drawn = ReportPictures.Draw(result.Images, Path.Combine(folder, PicturesFolder), context.PictureSize, cancellationToken);
            var hasShapes = ShapeFiles.Write(result, Path.Combine(folder, ShapesFolder), context.PictureSize, cancellationToken);
            var dataset = DatasetFigures.Of(result, context, cancellationToken);
            PageFiles.Write(folder);
            DataScript.Write(Path.Combine(folder, DataScript.ReportFile), DataScript.ReportTarget, json => EvaluationData.Write(json, result, context, dataset, drawn, hasShapes));
        });

    /// <summary>Writes a page that shows runs beside each other; the first one is what the others are measured by.</summary>
    /// <param name="runs">Two or more evaluations and their names.</param>
    /// <param name="directory">The folder; a comparison that is there is replaced.</param>
    /// <param name="context">Title and size of the pictures.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The page's file.</returns>
    /// <exception cref="ArgumentException">There are fewer than two runs.</exception>
    public static string WriteComparison(IReadOnlyList<(string Name, EvaluationResult Result)> runs, string directory, ReportContext context, CancellationToken cancellationToken)
    {
        if (runs.Count < 2) throw new ArgumentException("A comparison needs two evaluations or more.", nameof(runs));
        return ReportFolder.Replace(directory, folder =>
        {
            var images = RunDifference.Find(runs, cancellationToken);
            var drawn = ReportPictures.Draw([.. images.Select(image => image.Image)], Path.Combine(folder, PicturesFolder), context.PictureSize, cancellationToken);
            PageFiles.Write(folder);
            DataScript.Write(Path.Combine(folder, DataScript.ReportFile), DataScript.ReportTarget, json => ComparisonData.Write(json, runs, context, images, drawn));
        });
    }
}
