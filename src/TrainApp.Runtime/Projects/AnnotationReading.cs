using System.Runtime.CompilerServices;
using TrainApp.Projects;

namespace TrainApp;

/// <summary>What reading one annotation gave.</summary>
/// <param name="Image">The image.</param>
/// <param name="Annotation">The annotation; null when the file, or any object in it, is broken.</param>
/// <param name="Problems">What is broken or doubtful in the file.</param>
public sealed record AnnotationReading(ImageItem Image, Annotation? Annotation, IReadOnlyList<ProjectProblem> Problems)
{
    internal static AnnotationReading Of(ImageItem image, bool isThorough = false)
    {
        var path = image.AnnotationPath;
        byte[] utf8;
        try
        {
            utf8 = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return new(image, null, [new(ProblemIds.AnnotationUnreadable, IsError: true, $"The annotation of '{image}' cannot be read: {cause.Message}", path)]);
        }

        return Of(image, utf8, isThorough);
    }

    internal static AnnotationReading Of(ImageItem image, byte[] utf8, bool isThorough = false)
    {
        var problems = new List<ProjectProblem>();
        var annotation = image.Dataset.Project.AnnotationReader.Read(utf8, image.AnnotationPath, problems, isThorough);
        return new(image, annotation, problems);
    }

    internal static async IAsyncEnumerable<AnnotationReading> ReadAsync(
        IReadOnlyList<ImageItem> images,
        int maxParallelism,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxParallelism, 1);
        var ahead = new Queue<Task<AnnotationReading>>(maxParallelism);
        foreach (var image in images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ahead.Enqueue(Task.Run(() => Of(image), cancellationToken));
            if (ahead.Count == maxParallelism) yield return await ahead.Dequeue();
        }

        while (ahead.TryDequeue(out var reading)) yield return await reading;
    }
}
