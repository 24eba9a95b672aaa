using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Hosting;
using TrainApp.Shapes;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Inference;

/// <summary>Reads an evaluation back from the files that it wrote, who matched whom included.</summary>
internal static class StoredEvaluation
{
    /// <summary>Reads a folder that holds <c>metrics.json</c>, <c>truth.json</c> and <c>predictions.json</c>.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="imagePath">The file of an image by its name, <c>dataset/file</c>; null where there is none.</param>
    /// <param name="stop">Ends the matching.</param>
    /// <exception cref="BenchmarkException">A file is not there, or does not hold an evaluation.</exception>
    public static EvaluationResult Read(string directory, Func<string, string?> imagePath, CancellationToken stop)
    {
        var document = Parse(Path.Combine(directory, EvaluationOutcome.MetricsFile), EvaluationJson.Default.EvaluationDocument);
        var truth = Parse(Path.Combine(directory, EvaluationFiles.Truth), StoredJson.Default.StoredTruth);
        var predictions = Parse(Path.Combine(directory, EvaluationFiles.Predictions), StoredJson.Default.IReadOnlyListStoredObject);
        Require(document, directory);
        Require(truth, Path.Combine(directory, EvaluationFiles.Truth));
        EvaluatedImage[] images = [.. truth.Images.Select(image => new EvaluatedImage(image.FileName, imagePath(image.FileName), image.Width, image.Height))];
        var classes = truth.Categories.Select(category => category.Name).ToList();
        if (!document.PerClass.Select(figures => figures.Name).SequenceEqual(classes, StringComparer.Ordinal))
            throw Wrong(Path.Combine(directory, EvaluationOutcome.MetricsFile), $"it has other classes than '{EvaluationFiles.Truth}'");
        var objects = new PredictedObjects(images, Evaluated(truth.Annotations, EvaluationFiles.Truth), Evaluated(predictions, EvaluationFiles.Predictions));
        // The figures are those that were written then: run lengths say a little less of an outline than the annotation did.
        try
        {
            return PredictionScoring.Score(document.Task, objects, classes, stop) with { Metrics = document.Metrics, PerClass = document.PerClass };
        }
        catch (BenchmarkException e)
        {
            throw Wrong(directory, e.Message);
        }

        List<EvaluatedObject> Evaluated(IReadOnlyList<StoredObject?> items, string name)
        {
            var file = Path.Combine(directory, name);
            return [.. items.Select((item, index) => EvaluatedOf(item, images, classes.Count, reason => Wrong(file, string.Create(CultureInfo.InvariantCulture, $"object {index + 1}: {reason}"))))];
        }
    }

    private static EvaluatedObject EvaluatedOf(StoredObject? item, EvaluatedImage[] images, int classes, Func<string, BenchmarkException> wrong)
    {
        if (item is null) throw wrong("it is null");
        if (item.ImageId < 1 || item.ImageId > images.Length || item.CategoryId < 1 || item.CategoryId > classes)
            throw wrong(string.Create(CultureInfo.InvariantCulture, $"it names image {item.ImageId} and category {item.CategoryId} of {images.Length} and {classes}"));
        if (item.Box.Length != 4) throw wrong(string.Create(CultureInfo.InvariantCulture, $"its box has {item.Box.Length} numbers; expected 4"));
        var box = new Box(item.Box[0], item.Box[1], item.Box[0] + item.Box[2], item.Box[1] + item.Box[3]);
        return new EvaluatedObject(item.ImageId - 1, item.CategoryId - 1, box, item.Score ?? 1, ShapeOf(item.Segmentation, images[item.ImageId - 1], wrong));
    }

    private static BitmapGeometry? ShapeOf(StoredRuns? runs, EvaluatedImage image, Func<string, BenchmarkException> wrong)
    {
        if (runs is null) return null;
        if (!runs.Size.SequenceEqual([image.Height, image.Width])) throw wrong("its mask has another size than its image");
        try
        {
            return RunLengths.ToMask(CompressedRuns.Decode(runs.Counts), image.Width, image.Height) is { } mask ? MaskCodec.Encode(mask) : null;
        }
        catch (InvalidDataException e)
        {
            throw wrong(e.Message);
        }
    }

    private static void Require(EvaluationDocument document, string directory)
    {
        var file = Path.Combine(directory, EvaluationOutcome.MetricsFile);
        if (!BenchmarkTasks.All.Contains(document.Task)) throw Wrong(file, $"there is no task '{document.Task}'");
        if (document.Metrics is null || document.PerClass is null || document.PerClass.Any(figures => figures is null)) throw Wrong(file, "figures are missing");
    }

    private static void Require(StoredTruth truth, string file)
    {
        if (truth.Categories.Any(category => category?.Name is null)) throw Wrong(file, "a category is null");
        for (var i = 0; i < truth.Images.Count; i++)
        {
            if (truth.Images[i] is not { FileName: not null, Width: > 0, Height: > 0 } image || (long)image.Width * image.Height > int.MaxValue)
                throw Wrong(file, string.Create(CultureInfo.InvariantCulture, $"image {i + 1} has no name or no size"));
        }
    }

    private static T Parse<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), type) ?? throw Wrong(file, "it is empty");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Wrong(file, e.Message);
        }
    }

    private static BenchmarkException Wrong(string file, string reason) =>
        new($"'{file}' holds no evaluation: {reason}", file, "Evaluate the run again: evaluate RUN.");
}

/// <summary><c>truth.json</c>.</summary>
internal sealed record StoredTruth(IReadOnlyList<StoredImage> Images, IReadOnlyList<StoredObject> Annotations, IReadOnlyList<StoredCategory> Categories);

/// <summary>An image of it; images are numbered from 1 in their order.</summary>
internal sealed record StoredImage([property: JsonPropertyName("file_name")] string FileName, int Width, int Height);

/// <summary>A category of it; categories are numbered from 1 in their order.</summary>
internal sealed record StoredCategory(string Name);

/// <summary>An object of the truth, or with a score a predicted one.</summary>
internal sealed record StoredObject
{
    [JsonPropertyName("image_id")]
    public required int ImageId { get; init; }

    [JsonPropertyName("category_id")]
    public required int CategoryId { get; init; }

    /// <summary>Left, top, width, height.</summary>
    [JsonPropertyName("bbox")]
    public required float[] Box { get; init; }

    public double? Score { get; init; }

    public StoredRuns? Segmentation { get; init; }
}

/// <summary>Compressed run lengths and the image's size, rows first.</summary>
internal sealed record StoredRuns(string Counts, int[] Size);

/// <summary>JSON of the stored files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredTruth))]
[JsonSerializable(typeof(IReadOnlyList<StoredObject>))]
internal sealed partial class StoredJson : JsonSerializerContext;
