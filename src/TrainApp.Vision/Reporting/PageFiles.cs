using System.Reflection;
using System.Text;

namespace TrainApp.Vision.Reporting;

/// <summary>The page's own files, which are the same in every report.</summary>
internal static class PageFiles
{
    private const string Charts = "uplot.js";

    private static readonly Assembly s_assembly = typeof(PageFiles).Assembly;

    /// <summary>Scripts from the lowest up: each one uses what stands above it.</summary>
    private static readonly string[] s_scripts =
    [
        "dom", "format", "store", "selection", "table", "plot", "bars", "picture", "gallery", "overview", "metrics", "curves", "confidence", "confusion", "classes", "dataset",
        "semantic", "comparison", "experiment", "page",
    ];

    private static readonly string[] s_styles = ["base", "charts", "gallery"];

    /// <summary>Whether curves are drawn; where the build had no Node, tables stand in their place.</summary>
    public static bool HasCharts => s_assembly.GetManifestResourceInfo("report/" + Charts) is not null;

    /// <summary>Writes the page, its style and its scripts, and empty data where there is none yet: a script that is missing is an error to a browser.</summary>
    public static void Write(string folder)
    {
        // One function around all of it: classic scripts share their names otherwise.
        Put(folder, "report.js", "\"use strict\";\n(() => {\n" + string.Concat(s_scripts.Select(name => Text(name + ".js"))) + "})();\n");
        Put(folder, "report.css", string.Concat(s_styles.Select(name => Text(name + ".css"))) + (HasCharts ? Text("uplot.css") : ""));
        Put(folder, Charts, HasCharts ? Text(Charts) : "");
        foreach (var name in (string[])[DataScript.ReportFile, DataScript.ExperimentFile])
        {
            if (!File.Exists(Path.Combine(folder, name))) Put(folder, name, "");
        }

        Put(folder, ReportWriter.PageFile, Text(ReportWriter.PageFile));
    }

    private static void Put(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private static string Text(string name)
    {
        using var reader = new StreamReader(s_assembly.GetManifestResourceStream("report/" + name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
