using System.Text.Json;
using TrainApp.Finalization;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Service;

/// <summary>Where the TensorBoard event files of a run lie: in the run folder at first, among the artifacts once they are published.</summary>
internal static class EventFiles
{
    private const string Pattern = "*.tfevents.*";

    /// <summary>The folder to give to TensorBoard; null where the run has written no events, or not yet.</summary>
    public static string? Find(RunFolder folder) => Folders(folder).FirstOrDefault(HasEvents);

    private static IEnumerable<string> Folders(RunFolder folder)
    {
        if (folder.ReadPublished() is { } published) yield return Path.Combine(published, LogsStep.FolderName);
        foreach (var added in Added(folder)) yield return added;
        yield return Path.Combine(folder.Work, "events");
        yield return Path.Combine(folder.Output, LogsStep.FolderName);
    }

    private static IReadOnlyList<string> Added(RunFolder folder)
    {
        try
        {
            return new SessionAdditions(folder.AdditionsFile).LogDirectories;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return [];
        }
    }

    private static bool HasEvents(string directory)
    {
        try
        {
            return Directory.EnumerateFiles(directory, Pattern, SearchOption.AllDirectories).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
