using System.Diagnostics;
using System.Globalization;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Reporting;

namespace TrainApp.Benchmarks;

/// <summary>How many images of a project are decoded, scaled and written as pictures of a report in a second.</summary>
internal static class ReportCost
{
    private const int Most = 2_000, Rounds = 3, PictureSize = 640;

    /// <param name="directory">A project with real images.</param>
    public static void Run(string directory)
    {
        List<EvaluatedImage> images =
        [
            .. Project.Open(directory).Images.Where(image => image.HasImage).Take(Most).Select(image =>
            {
                var annotation = image.ReadAnnotation();
                return new EvaluatedImage(image.ToString(), image.ImagePath, annotation.Width, annotation.Height);
            }),
        ];
        for (var round = 0; round < Rounds; round++) Measure(images);
    }

    private static void Measure(List<EvaluatedImage> images)
    {
        var target = Directory.CreateTempSubdirectory("trainapp-pictures-").FullName;
        try
        {
            var start = Stopwatch.GetTimestamp();
            var drawn = ReportPictures.Draw(images, target, PictureSize, CancellationToken.None).Count(isDrawn => isDrawn);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{drawn} of {images.Count} images of {images[0].Width}×{images[0].Height} in {seconds:F2} s on {Environment.ProcessorCount} cores: {drawn / seconds:F0} a second"));
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }
}
