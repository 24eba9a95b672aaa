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

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> s_all = new(Read);

    /// <summary>The page, its style and its scripts by their names.</summary>
    public static IReadOnlyDictionary<string, byte[]> All => s_all.Value;

    /// <summary>Whether curves are drawn; where the build had no Node, tables stand in their place.</summary>
    public static bool HasCharts => s_assembly.GetManifestResourceInfo("report/" + Charts) is not null;

    /// <summary>Writes the files, and empty data: a script that is missing is an error to a browser.</summary>
    public static void Write(string folder)
    {
        foreach (var (name, bytes) in All) File.WriteAllBytes(Path.Combine(folder, name), bytes);
        foreach (var name in (string[])[DataScript.ReportFile, DataScript.ExperimentFile]) File.WriteAllBytes(Path.Combine(folder, name), []);
    }

    private static Dictionary<string, byte[]> Read() => new(StringComparer.Ordinal)
    {
        // One function around all of it: classic scripts share their names otherwise.
        ["report.js"] = Encoding.UTF8.GetBytes("\"use strict\";\n(() => {\n" + string.Concat(s_scripts.Select(name => Text(name + ".js"))) + "})();\n"),
        ["report.css"] = Encoding.UTF8.GetBytes(string.Concat(s_styles.Select(name => Text(name + ".css"))) + (HasCharts ? Text("uplot.css") : "")),
        [Charts] = Encoding.UTF8.GetBytes(HasCharts ? Text(Charts) : ""),
        [ReportWriter.PageFile] = Encoding.UTF8.GetBytes(Text(ReportWriter.PageFile)),
    };

    private static string Text(string name)
    {
        using var reader = new StreamReader(s_assembly.GetManifestResourceStream("report/" + name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
