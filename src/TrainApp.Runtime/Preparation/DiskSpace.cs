using System.Globalization;
using TrainApp.Cache;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Looks whether there is room before anything is copied.</summary>
internal static class DiskSpace
{
    private const double Mebibyte = 1024 * 1024;

    /// <exception cref="ProjectException">There is too little.</exception>
    public static void Require(PreparationRequest request)
    {
        if (Available(request.WorkDirectory) is { } available) Require(request, available);
    }

    public static void Require(PreparationRequest request, long available)
    {
        var needed = Images(request) + request.Train.Concat(request.Val).Sum(image => FileSize.Of(image.AnnotationPath) ?? 0);
        if (needed <= available) return;
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Preparing the data in '{request.WorkDirectory}' needs {needed / Mebibyte:0.#} MiB; {available / Mebibyte:0.#} MiB are free.");
        throw new ProjectException(message, request.WorkDirectory, "Free some space, or choose a workspace on another disk.");
    }

    /// <summary>Bytes of the images that become files of their own: with a cache those that it lacks, each content once as far as it is known.</summary>
    private static long Images(PreparationRequest request)
    {
        if (request.Cache is not { } cache) return request.Train.Concat(request.Val).Sum(image => FileSize.Of(image.ImagePath) ?? 0);
        var bytes = 0L;
        var contents = new HashSet<ContentHash>();
        foreach (var image in request.Train.Union(request.Val))
        {
            if (cache.Recall(image.ImagePath) is { } hash && (!contents.Add(hash) || cache.Holds(hash))) continue;
            bytes += FileSize.Of(image.ImagePath) ?? 0;
        }

        return bytes;
    }

    private static long? Available(string directory)
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // A file system that does not tell.
        }
    }
}
