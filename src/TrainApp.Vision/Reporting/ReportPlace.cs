using System.Globalization;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>Where a report that somebody asks for may be written: nothing is lost but an earlier report of the same kind.</summary>
internal static class ReportPlace
{
    /// <summary>Files that a run's folder or its artifacts have.</summary>
    private static readonly string[] s_marksOfRuns = ["experiment_info.json", "run.json"];

    /// <summary>The folder that is asked for, else a new one among the workspace's reports.</summary>
    /// <param name="asked">The folder; null when none is named.</param>
    /// <param name="workspace">The workspace's folder.</param>
    /// <param name="name">What a folder of the workspace is named after.</param>
    /// <exception cref="BenchmarkException">What is there would be lost.</exception>
    public static string Choose(string? asked, string workspace, string name)
    {
        if (asked is null) return Free(Path.Combine(workspace, "reports", FileNames.Safe(name)));
        if (asked.Trim().Length == 0) throw Refused("--output: the folder's name is empty.");
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(asked));
        if (File.Exists(full)) throw Refused($"--output: '{asked}' is a file; a report is a folder.");
        if (IsInRun(full)) throw Refused($"--output: '{asked}' lies in the folder of a run, which keeps its own report.");
        if (!Directory.Exists(full) || !Directory.EnumerateFileSystemEntries(full).Any()) return full;
        if (OtherThanReport(full) is { } other) throw Refused($"--output: '{asked}' holds something that is no report, '{other}'; it would be lost.");
        // An evaluation, or an experiment's page, that was copied out of its run.
        if (File.Exists(Path.Combine(Path.GetDirectoryName(full)!, EvaluationOutcome.MetricsFile)) || new FileInfo(Path.Combine(full, DataScript.ExperimentFile)) is { Exists: true, Length: > 0 })
            throw Refused($"--output: '{asked}' is the report of the evaluation of a model; it would be lost.");
        return full;
    }

    private static string Free(string wanted) =>
        Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{wanted}_{n}")).First(path => !Path.Exists(path));

    private static bool IsInRun(string directory)
    {
        for (var above = directory; above is not null; above = Path.GetDirectoryName(above))
        {
            if (s_marksOfRuns.Any(mark => File.Exists(Path.Combine(above, mark)))) return true;
        }

        return false;
    }

    /// <summary>The first entry that a report does not have; null when the folder is a report.</summary>
    private static string? OtherThanReport(string directory)
    {
        var data = Path.Combine(directory, DataScript.ReportFile);
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            var isOwn = (entry, entry.Name) switch
            {
                (FileInfo, DataScript.ReportFile) => DataScript.Assigns(data, DataScript.ReportTarget),
                (FileInfo, DataScript.ExperimentFile) => true,
                (FileInfo, var name) => PageFiles.All.ContainsKey(name),
                (DirectoryInfo folder, ReportWriter.PicturesFolder) => HoldsNumbered(folder, ".jpg"),
                (DirectoryInfo folder, ReportWriter.ShapesFolder) => HoldsNumbered(folder, ".js"),
                _ => false,
            };
            if (!isOwn) return entry.Name;
        }

        // Pages of others are named alike.
        return File.Exists(data) ? null : ReportWriter.PageFile;
    }

    private static bool HoldsNumbered(DirectoryInfo folder, string extension) => folder.EnumerateFileSystemInfos().All(entry =>
        entry is FileInfo && entry.Extension == extension && int.TryParse(Path.GetFileNameWithoutExtension(entry.Name), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static BenchmarkException Refused(string message) => new(message, hint: "Name a folder that is new, empty, or a report that benchmark or compare wrote.");
}
