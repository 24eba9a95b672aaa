using System.Globalization;
using TrainApp.Finalization;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>What a run that failed has saved: nothing of it is ever removed.</summary>
internal static class KeptCheckpoints
{
    /// <summary>Checkpoints that the app reported, and those found in its output, each name once.</summary>
    public static IReadOnlyList<string> Find(RunFolder folder) =>
    [
        .. CheckpointReports.Read(folder.CheckpointsFile).Select(report => report.Path).Where(Path.Exists)
            .Concat(ExperimentCheck.Below(folder.Output))
            .Select(Path.GetFullPath)
            .DistinctBy(Path.GetFileName, StringComparer.Ordinal),
    ];

    /// <summary>Sentences that say where they lie and how a run is finished with them, with a space before, or nothing.</summary>
    public static string Sentence(RunFolder folder)
    {
        var folders = Find(folder).Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal).ToList();
        var kept = folders.Count == 0 ? "" : $" The checkpoints that were saved are kept: {string.Join(", ", folders)}.";
        return kept.Length > 0 || File.Exists(folder.ExperimentFile)
            ? string.Create(CultureInfo.InvariantCulture, $"{kept} Finish the run with what there is: retry {folder.Number}")
            : "";
    }
}
