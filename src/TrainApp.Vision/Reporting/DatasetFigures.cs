using System.Globalization;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>What the images and objects are on which a model was judged.</summary>
/// <param name="Statistics">Name, figure, remark.</param>
/// <param name="Sizes">Objects by size, and how many of them are found; empty for semantic segmentation.</param>
/// <param name="Health">What was checked.</param>
internal sealed record DatasetFigures(
    IReadOnlyList<(string Name, string Value, string Note)> Statistics,
    IReadOnlyList<SizeFigures> Sizes,
    IReadOnlyList<HealthCheck> Health)
{
    /// <summary>Sides of the squares that part small from medium and medium from large objects, as COCO has them.</summary>
    private const int Small = 32, Medium = 96;

    public static DatasetFigures Of(EvaluationResult result, ReportContext context, CancellationToken cancellationToken) =>
        new(StatisticsOf(result, context), result.Semantic is null ? SizesOf(result) : [], DatasetHealth.Check(result, context, cancellationToken));

    private static List<(string Name, string Value, string Note)> StatisticsOf(EvaluationResult result, ReportContext context)
    {
        var (images, objects) = (result.Images.Count, result.Truth.Count);
        var perImage = new int[images];
        foreach (var one in result.Truth) perImage[one.Image]++;
        var train = context.TrainImages.Count;
        List<(string, string, string)> figures =
        [
            ("Images", Count(images), train > 0 ? $"{Count(train)} for training" : "evaluated"),
            ("Objects", Count(objects), images > 0 ? string.Create(CultureInfo.InvariantCulture, $"{(double)objects / images:0.#} per image, at most {perImage.DefaultIfEmpty().Max()}") : ""),
            ("Classes", Count(result.Classes.Count), $"{Count(result.Truth.Select(one => one.Class).Distinct().Count())} with objects"),
            ("Predictions", Count(result.Predictions.Count), "of any confidence"),
        ];
        if (objects > 0)
        {
            var sides = result.Truth.Select(one => Math.Sqrt(one.Box.Area)).Order().ToList();
            figures.Add(("Median object", string.Create(CultureInfo.InvariantCulture, $"{sides[sides.Count / 2]:0} px"), "root of the box's area"));
        }

        if (images > 0)
        {
            var widths = result.Images.Select(image => image.Width).Order().ToList();
            var heights = result.Images.Select(image => image.Height).Order().ToList();
            figures.Add(("Median image", string.Create(CultureInfo.InvariantCulture, $"{widths[images / 2]}×{heights[images / 2]}"), widths[0] == widths[^1] && heights[0] == heights[^1] ? "all of one size" : $"{Count(widths[0])}×{Count(heights[0])} and larger"));
        }

        return figures;
    }

    private static IReadOnlyList<SizeFigures> SizesOf(EvaluationResult result)
    {
        var found = new bool[result.Truth.Count];
        foreach (var match in result.Matches)
        {
            if (match is { Kind: MatchKind.TruePositive, Truth: { } truth } && match.Score >= result.Confidence) found[truth] = true;
        }

        return
        [
            SizeOf("small", "below 32×32 px", 0, Small * Small),
            SizeOf("medium", "up to 96×96 px", Small * Small, Medium * Medium),
            SizeOf("large", "above", Medium * Medium, float.PositiveInfinity),
        ];

        SizeFigures SizeOf(string name, string range, float from, float to)
        {
            var own = result.Truth.Index().Where(pair => pair.Item.Box.Area >= from && pair.Item.Box.Area < to).ToList();
            return new SizeFigures(name, range, own.Count, own.Count(pair => found[pair.Index]));
        }
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>Objects of a size.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Range">What it means.</param>
/// <param name="Objects">Objects of the truth.</param>
/// <param name="Found">Those that are found at the chosen confidence.</param>
internal sealed record SizeFigures(string Name, string Range, int Objects, int Found);

/// <summary>Something that may be wrong with the data.</summary>
/// <param name="IsProblem">Whether it is.</param>
/// <param name="Title">What was found, in a sentence.</param>
/// <param name="Detail">What it means and where; empty where there is nothing to say.</param>
/// <param name="Images">Indices of the images that show it.</param>
internal sealed record HealthCheck(bool IsProblem, string Title, string Detail, IReadOnlyList<int> Images);
