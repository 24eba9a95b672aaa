using TrainApp.Hosting;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>Small pictures of the images; what is drawn over them is drawn by the page.</summary>
internal static class ReportPictures
{
    /// <summary>Draws <c>0.jpg</c>, <c>1.jpg</c> … by all processors.</summary>
    /// <returns>Whether each image could be drawn; one that has no file, or that cannot be read, is shown without a picture.</returns>
    public static IReadOnlyList<bool> Draw(IReadOnlyList<EvaluatedImage> images, string folder, int size, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var drawn = new bool[images.Count];
        Parallel.For(0, images.Count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            if (Picture(images[i], size) is not { } picture) return;
            File.WriteAllBytes(Path.Combine(folder, FormattableString.Invariant($"{i}.jpg")), picture);
            drawn[i] = true;
        });
        return drawn;
    }

    private static byte[]? Picture(EvaluatedImage image, int size)
    {
        if (image.Path is not { } path || !File.Exists(path)) return null;
        try
        {
            // Turned as the annotation sees it, and no larger than it is.
            var turned = new Annotation { Width = image.Width, Height = image.Height };
            return Thumbnail.Draw(new ThumbnailRequest(path, turned, [], Math.Max(1, Math.Min(size, Math.Max(image.Width, image.Height)))));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
