using TrainApp.Hosting;
using TrainApp.Vision.Reporting;

namespace TrainApp;

/// <summary>The page of an experiment: what was trained and how, its curves, its files, and the report of its evaluation.</summary>
public static class ExperimentReport
{
    /// <summary>Makes the page's files. In the folder of a report they add the experiment to it.</summary>
    /// <returns>The files by their names.</returns>
    public static IReadOnlyDictionary<string, byte[]> Make(ExperimentPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var files = new Dictionary<string, byte[]>(PageFiles.All, StringComparer.Ordinal);
        // Empty where there is no evaluation: a script that is missing is an error to a browser.
        if (!page.HasEvaluation) files[DataScript.ReportFile] = [];
        files[DataScript.ExperimentFile] = DataScript.Bytes("trainAppExperiment", json => ExperimentData.Write(json, page));
        return files;
    }
}
