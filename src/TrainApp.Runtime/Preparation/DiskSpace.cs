using System.Globalization;
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
        var needed = request.Train.Concat(request.Val).Sum(image => (FileSize.Of(image.ImagePath) ?? 0) + (FileSize.Of(image.AnnotationPath) ?? 0));
        if (needed <= available) return;
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Preparing the data in '{request.WorkDirectory}' needs {needed / Mebibyte:0.#} MiB; {available / Mebibyte:0.#} MiB are free.");
        throw new ProjectException(message, request.WorkDirectory, "Free some space, or choose a workspace on another disk.");
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
