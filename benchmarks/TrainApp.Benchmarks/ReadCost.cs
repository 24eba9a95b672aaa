using System.Diagnostics;
using System.Globalization;

namespace TrainApp.Benchmarks;

/// <summary>How long a large project takes to open and its annotations to read, and how much memory that needs.</summary>
internal static class ReadCost
{
    private const int Rounds = 9;
    private const int ManyImages = 100_000;
    private const string Child = "--in-this-process";

    public static async Task RunAsync(string[] args)
    {
        if (args is [Child, var what, var directory])
        {
            await MeasureOnceAsync(what, directory);
            return;
        }

        using var made = args is ["--project", _] ? null : SyntheticProject.Make();
        var project = args is ["--project", var given] ? given : made!.Directory;
        await ReadAsync(project);
        foreach (var reading in (string[])["stream", "keep"]) StartChild(reading, project);
        using var many = SyntheticProject.MakeNames(ManyImages);
        StartChild("open", many.Directory);
    }

    private static async Task ReadAsync(string directory)
    {
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var processor = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            var project = Project.Open(directory);
            var opened = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var labels = await CountLabelsAsync(project, kept: null);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (round == 0) Print($"{project.Images.Count} images, {labels} labels on {Environment.ProcessorCount} cores");
            Print($"round {round}: opened {opened:F3} s, opened and read {seconds[^1]:F3} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:F3} s of processor time");
        }

        Print($"best of {Rounds}: {seconds.Min():F3} s, median {seconds.Order().ElementAt(Rounds / 2):F3} s");
    }

    /// <summary>Memory is measured in a process that did nothing else.</summary>
    private static void StartChild(string what, string directory)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["read", Child, what, directory]))!;
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"The measurement of '{what}' failed.");
    }

    private static async Task MeasureOnceAsync(string what, string directory)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        var project = Project.Open(directory);
        if (what == "open")
        {
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            Print($"open alone, fresh process: {project.Images.Count} images in {seconds:F3} s, {(double)bytes / project.Images.Count:F0} bytes an image kept, peak working set {Peak():F0} MB");
            GC.KeepAlive(project);
            return;
        }

        List<Annotation>? kept = what == "keep" ? [] : null;
        var labels = await CountLabelsAsync(project, kept);
        Print($"fresh process, annotations {(kept is null ? "read one after the other" : "all kept")}: {labels} labels in {Stopwatch.GetElapsedTime(start).TotalSeconds:F3} s, peak working set {Peak():F0} MB");
        GC.KeepAlive(kept);
    }

    private static async Task<long> CountLabelsAsync(Project project, List<Annotation>? kept)
    {
        long labels = 0;
        await foreach (var reading in project.ReadAnnotationsAsync(Environment.ProcessorCount))
        {
            if (reading.Annotation is not { } annotation) throw new InvalidOperationException(reading.Problems[0].Message);
            labels += annotation.Labels.Count;
            kept?.Add(annotation);
        }

        return labels;
    }

    private static double Peak()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
