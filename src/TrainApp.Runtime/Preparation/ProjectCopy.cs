using TrainApp.Files;
using TrainApp.Platform;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Links or copies the images of a split and writes their filtered annotations, several at a time.</summary>
internal sealed class ProjectCopy(PreparationRequest request, ProjectMeta meta, string target)
{
    private readonly PreparedAnnotation _annotations = new(request.Conversion, new HashSet<string>(meta.Classes.Select(item => item.Name), StringComparer.Ordinal));
    private readonly PreparedNames _names = new(request.Train.Concat(request.Val));

    public PreparedMark Make(IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        foreach (var folder in new[] { "train/img", "train/ann", "val/img", "val/ann" }) Directory.CreateDirectory(Path.Combine(target, folder));
        meta.Save(Path.Combine(target, "meta.json"));
        // Read before the images are copied side by side: the first id asks for all img_info files.
        if (request.Project.Images.Count > 0) _ = request.Project.Images[0].Id;
        (string Side, ImageItem Image)[] work = [.. request.Train.Select(image => ("train", image)), .. request.Val.Select(image => ("val", image))];
        var prepared = new PreparedImage?[work.Length];
        var problems = new IReadOnlyList<ProjectProblem>[work.Length];
        CopyAll(work, prepared, problems, progress, cancellationToken);
        DurableDirectory.FlushEverything(target);
        return Mark(prepared, [.. problems.SelectMany(list => list).Distinct()]);
    }

    private void CopyAll(
        (string Side, ImageItem Image)[] work,
        PreparedImage?[] prepared,
        IReadOnlyList<ProjectProblem>[] problems,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        var done = 0;
        var order = new Lock();
        try
        {
            Parallel.For(0, work.Length, new ParallelOptions { MaxDegreeOfParallelism = request.MaxParallelism, CancellationToken = cancellationToken }, i =>
            {
                (prepared[i], problems[i]) = CopyOne(work[i].Side, work[i].Image);
                if (progress is null) return;
                lock (order) progress.Report((++done, work.Length));
            });
        }
        catch (AggregateException several) when (several.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new IOException(several.InnerException.Message, several.InnerException);
        }
    }

    private (PreparedImage? Prepared, IReadOnlyList<ProjectProblem> Problems) CopyOne(string side, ImageItem image)
    {
        switch (FileSize.Of(image.ImagePath))
        {
            case null:
                return LeaveOut(image, "its file is not there");
            case 0:
                return LeaveOut(image, "its file is empty");
            default:
                break;
        }

        byte[] utf8;
        try
        {
            utf8 = File.ReadAllBytes(image.AnnotationPath);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return LeaveOut(image, "its annotation is not there any more");
        }

        var reading = AnnotationReading.Of(image, utf8);
        List<ProjectProblem> problems = [.. reading.Problems];
        if (reading.Annotation is null || _annotations.Write(image, utf8, reading.Annotation, problems) is not { } annotation) return (null, problems);
        var name = _names[image];
        var copy = Path.Combine(target, side, "img", name);
        if (request.Cache is { } cache) cache.Give(image.ImagePath, copy);
        else WritableCopy.Make(image.ImagePath, copy);
        File.WriteAllBytes(Path.Combine(target, side, "ann", name + ".json"), annotation);
        return (new(name, image.Dataset.FullName, image.Name, image.Id, new FileInfo(copy).Length), problems);
    }

    private static (PreparedImage? Prepared, IReadOnlyList<ProjectProblem> Problems) LeaveOut(ImageItem image, string reason) =>
        (null, [new(ProblemIds.ImageBroken, IsError: true, $"The image '{image}' is left out: {reason}.", image.ImagePath)]);

    private PreparedMark Mark(PreparedImage?[] prepared, IReadOnlyList<ProjectProblem> problems)
    {
        var train = InOrder(prepared.AsSpan(0, request.Train.Count));
        var val = InOrder(prepared.AsSpan(request.Train.Count));
        foreach (var (side, images, asked) in new[] { ("train", train, request.Train.Count), ("val", val, request.Val.Count) })
        {
            if (images.Count > 0 || asked == 0) continue;
            var reason = problems.FirstOrDefault(problem => problem.IsError)?.Message;
            throw new ProjectException($"None of the {asked} images of '{side}' can be used. {reason}".TrimEnd(), request.Project.Directory);
        }

        return new(request.Key(), train.Count, val.Count, train, val, problems);
    }

    private static List<PreparedImage> InOrder(ReadOnlySpan<PreparedImage?> images)
    {
        var found = new List<PreparedImage>(images.Length);
        foreach (var image in images)
        {
            if (image is not null) found.Add(image);
        }

        found.Sort((a, b) => string.CompareOrdinal(a.PreparedName, b.PreparedName));
        return found;
    }
}
