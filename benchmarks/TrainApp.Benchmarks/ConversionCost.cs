using System.Diagnostics;
using System.Globalization;

namespace TrainApp.Benchmarks;

/// <summary>What it costs to write a project as COCO files: processor time and memory, each in a process that does nothing else.</summary>
internal static class ConversionCost
{
    private const int Rounds = 3;
    private const string Child = "--in-this-process";

    /// <summary>What the managed heap may grow to in the measured processes, in hexadecimal bytes as the runtime reads it: 200 MB.</summary>
    private const string HeapLimit = "BEBC200";

    /// <param name="options"><c>--project FOLDER</c> for a project on disk, else one is drawn.</param>
    public static void Run(string[] options)
    {
        if (options is [Child, var what, var source])
        {
            MeasureOnce(what, source);
            return;
        }

        using var drawn = options is ["--project", _] ? null : SyntheticProject.Make();
        var project = drawn?.Directory ?? Path.GetFullPath(options[1]);
        foreach (var form in (string[])["annotations", "with images", "as the reference"])
        {
            for (var round = 0; round < Rounds; round++) StartChild(form, project);
        }
    }

    private static void StartChild(string what, string project)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["convert", Child, what, project]);
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        using var child = Process.Start(start)!;
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"The measurement of '{what}' failed.");
    }

    private static void MeasureOnce(string what, string source)
    {
        var target = Directory.CreateTempSubdirectory("trainapp-convert-").FullName;
        try
        {
            var start = Stopwatch.GetTimestamp();
            var options = new CocoOptions { CopiesImages = what == "with images", IsReferenceCompatible = what == "as the reference" };
            var report = Project.Open(source).ToCoco(target, options);
            // Since the process began: starting the runtime and compiling count.
            var cost = Environment.CpuUsage;
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {report.Images} images, {report.Objects} objects in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s on {Environment.ProcessorCount} cores; processor {cost.UserTime.TotalSeconds:F2} s + {cost.PrivilegedTime.TotalSeconds:F2} s of the system; peak working set {self.PeakWorkingSet64 / 1e6:F0} MB"));
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }
}
