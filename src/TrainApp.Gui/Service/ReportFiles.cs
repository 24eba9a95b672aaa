using TrainApp.Files;
using TrainApp.Finalization;
using TrainApp.Projects;
using TrainApp.Runs;

namespace TrainApp.Gui.Service;

/// <summary>The files of a run's report: pages, scripts and pictures below one folder, and nothing beside it.</summary>
internal static class ReportFiles
{
    /// <summary>The page of the report among the artifacts.</summary>
    public const string Page = ExperimentPageFiles.Folder + "/index.html";

    /// <summary>The file of a run's report; null when there is none.</summary>
    /// <param name="status">The run.</param>
    /// <param name="path">Its path as it stands in an address, decoded; an empty one is the page.</param>
    public static string? Find(RunStatus status, string path)
    {
        if (status.Folder.ReadPublished() is not { } published) return null;
        var root = Path.Combine([published, .. ExperimentPageFiles.Folder.Split('/')]);
        string[] parts = path.Length == 0 ? ["index.html"] : path.Split('/');
        // Folders and files of a report have plain names.
        if (parts.Any(part => part.Length == 0 || part.StartsWith('.') || AtomicFile.IsInWork(part) || part.AsSpan().IndexOfAny('\\', ':', '\0') >= 0)) return null;
        var file = Path.Combine([root, .. parts]);
        try
        {
            return File.Exists(file) && RealPath.IsWithin(RealPath.Of(file), RealPath.Of(root)) ? file : null;
        }
        catch (IOException)
        {
            // Links that lead in a circle.
            return null;
        }
    }
}
