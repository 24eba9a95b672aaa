using System.Globalization;
using TrainApp.Files;

namespace TrainApp.Runs;

/// <summary>The runs of a workspace. There is no index to go stale: the folders are read, in parallel.</summary>
internal static class RunRegistry
{
    /// <summary>Every run, oldest first.</summary>
    public static IReadOnlyList<RunStatus> List(Workspace workspace)
    {
        var folders = RunFolder.All(workspace);
        var runs = new RunStatus[folders.Count];
        Parallel.For(0, folders.Count, i => runs[i] = RunStatus.Read(folders[i]));
        return runs;
    }

    /// <summary>The run of a number, of a name (the newest of that name), or the newest run for <c>latest</c>; null if there is none.</summary>
    public static RunStatus? Find(Workspace workspace, string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var folder = RunFolder.Numbered(workspace, number);
            return Directory.Exists(folder.Directory) ? RunStatus.Read(folder) : null;
        }

        if (word == "latest") return RunFolder.All(workspace) is [.., var newest] ? RunStatus.Read(newest) : null;
        return List(workspace).LastOrDefault(run => run.Record?.Name == word);
    }
}
